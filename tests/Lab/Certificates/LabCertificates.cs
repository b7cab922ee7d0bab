namespace SentinelEvents.Lab;

/// <summary>One certificate and its key as PEM files, and the authority that signed it.</summary>
/// <param name="AuthorityFile">What the other side trusts.</param>
/// <param name="CertificateFile">The certificate.</param>
/// <param name="KeyFile">Its key, without a password.</param>
public sealed record LabCertificates(string AuthorityFile, string CertificateFile, string KeyFile)
{
    /// <summary>A certificate for a server by an authority of its own.</summary>
    /// <param name="directory">Where the files are written.</param>
    /// <param name="name">The only name that the certificate bears; null: those of loopback.</param>
    public static LabCertificates Create(string directory, string? name = null)
    {
        using var authority = new LabAuthority(directory, "ca");
        return authority.Issue("server", new LabCertificateOptions { Names = name is null ? LabCertificateOptions.Loopback : [name] });
    }
}
