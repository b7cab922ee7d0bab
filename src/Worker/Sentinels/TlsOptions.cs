namespace SentinelEvents.Worker.Sentinels;

/// <summary>TLS towards sentinels or data nodes.</summary>
public sealed record TlsOptions
{
    public bool Enabled { get; init; }

    /// <summary>PEM file with the certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with this service's own certificate, where the other side asks for one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name to expect in the other side's certificate instead of the host that was connected to.</summary>
    public string? ServerName { get; init; }
}
