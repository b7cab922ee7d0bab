using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SentinelEvents.Lab;

/// <summary>A certificate authority of the lab's own.</summary>
public sealed class LabAuthority : IDisposable
{
    private static readonly OidCollection Usages = [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];

    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    private readonly string directory;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    /// <param name="directory">Where all files are written.</param>
    /// <param name="name">Of its file and in its subject.</param>
    public LabAuthority(string directory, string name)
    {
        this.directory = directory;
        CertificateFile = Path.Combine(directory, $"{name}.crt");
        var request = new CertificateRequest($"CN=SentinelEvents lab authority {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        certificate = request.CreateSelfSigned(now - Life, now + Life);
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    /// <summary>What those trust who trust it.</summary>
    public string CertificateFile { get; }

    /// <summary>Signs a certificate, for servers and for clients.</summary>
    /// <param name="name">Of the files; those of an earlier certificate of that name are replaced.</param>
    /// <param name="options">What it says.</param>
    public LabCertificates Issue(string name, LabCertificateOptions options)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var one in options.Names)
        {
            if (IPAddress.TryParse(one, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(one);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Usages, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, true, false));
        using var signed = request.Create(certificate, now + options.From, now + options.To, RandomNumberGenerator.GetBytes(8));
        var files = new LabCertificates(CertificateFile, Path.Combine(directory, $"{name}.crt"), Path.Combine(directory, $"{name}.key"));
        File.WriteAllText(files.CertificateFile, signed.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, own.ExportPkcs8PrivateKeyPem());
        return files;
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }
}
