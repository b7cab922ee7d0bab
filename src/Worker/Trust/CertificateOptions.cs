namespace SentinelEvents.Worker.Trust;

/// <summary>Whom to trust over TLS, and how to show who this service is. All files are PEM and are read anew for each connection, so that renewed ones need no restart.</summary>
public record CertificateOptions
{
    /// <summary>The certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>This service's own certificate, where the other side asks for one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The key of <see cref="CertificateFile"/>, without a password.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name to expect in the other side's certificate instead of the host that was connected to.</summary>
    public string? ServerName { get; init; }
}
