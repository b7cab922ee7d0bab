namespace SentinelEvents.Worker.Trust;

/// <summary>TLS towards sentinels or data nodes.</summary>
public sealed record TlsOptions : CertificateOptions
{
    /// <summary>Whether TLS is used.</summary>
    public bool Enabled { get; init; }
}
