namespace SentinelEvents.Worker.Trust;

/// <summary>What a cure calls the settings that it speaks of.</summary>
internal sealed record TrustKeys(string CaFile, string ServerName, string CertificateFile, string KeyFile)
{
    /// <param name="prefix">What the keys of the configuration begin with, as in <c>Tls:</c>.</param>
    public static TrustKeys Below(string prefix) => new(
        prefix + nameof(CertificateOptions.CaFile),
        prefix + nameof(CertificateOptions.ServerName),
        prefix + nameof(CertificateOptions.CertificateFile),
        prefix + nameof(CertificateOptions.KeyFile));
}
