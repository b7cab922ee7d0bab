namespace SentinelEvents.Worker.Trust;

/// <summary>What is wrong with <see cref="CertificateOptions"/> beyond the form of each value.</summary>
public static class CertificateValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(CertificateOptions options)
    {
        if (options is { CertificateFile: not null, KeyFile: null })
        {
            yield return (nameof(CertificateOptions.KeyFile), "Give the file with the key of CertificateFile.");
        }

        if (options is { CertificateFile: null, KeyFile: not null })
        {
            yield return (nameof(CertificateOptions.CertificateFile), "Give the file with the certificate of KeyFile.");
        }

        if (options.ServerName is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            yield return (nameof(CertificateOptions.ServerName), "Give a host name or an IP address, without a port.");
        }
    }
}
