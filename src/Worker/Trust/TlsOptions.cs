namespace SentinelEvents.Worker.Trust;

/// <summary>TLS towards sentinels or data nodes.</summary>
public sealed record TlsOptions : CertificateOptions
{
    public bool Enabled { get; init; }
}
