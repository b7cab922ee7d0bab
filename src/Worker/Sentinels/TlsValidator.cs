namespace SentinelEvents.Worker.Sentinels;

/// <summary>What is wrong with <see cref="TlsOptions"/> beyond the form of each value.</summary>
public static class TlsValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(TlsOptions options)
    {
        if (options is { CertificateFile: not null, KeyFile: null })
        {
            yield return ("KeyFile", "Give the file with the key of CertificateFile.");
        }

        if (options is { CertificateFile: null, KeyFile: not null })
        {
            yield return ("CertificateFile", "Give the file with the certificate of KeyFile.");
        }

        if (options.ServerName is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            yield return ("ServerName", "Give a host name or an IP address, without a port.");
        }
    }
}
