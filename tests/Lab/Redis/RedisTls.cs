using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SentinelEvents.Lab;

/// <summary>TLS, and nothing beside it, on data nodes and sentinels, among them as well.</summary>
/// <param name="Server">What they show to clients, and to each other.</param>
/// <param name="AsksForCertificate">Whether clients have to show one of the same authority.</param>
public sealed record RedisTls(LabCertificates Server, bool AsksForCertificate)
{
    /// <summary>What the lab's own commands show.</summary>
    public required LabCertificates Client { get; init; }

    internal IEnumerable<string> Configuration(int port)
    {
        yield return "port 0";
        yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tls-port {port}");
        yield return $"tls-ca-cert-file {Server.AuthorityFile}";
        yield return $"tls-cert-file {Server.CertificateFile}";
        yield return $"tls-key-file {Server.KeyFile}";
        yield return $"tls-client-cert-file {Client.CertificateFile}";
        yield return $"tls-client-key-file {Client.KeyFile}";
        yield return $"tls-auth-clients {(AsksForCertificate ? "yes" : "no")}";
        yield return "tls-replication yes";
    }

    /// <summary>The lab asks a server with any certificate: it is the product that has to refuse it.</summary>
    internal async Task<Stream> SecureAsync(Stream plain, CancellationToken cancellation)
    {
        var secure = new SslStream(plain);
        try
        {
            using var own = X509Certificate2.CreateFromPemFile(Client.CertificateFile, Client.KeyFile);
#pragma warning disable CA5359 // The lab gave the server its certificate, a wrong one on purpose in some tests, and must reach it all the same.
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost", ClientCertificates = [own], RemoteCertificateValidationCallback = (_, _, _, _) => true },
                cancellation).ConfigureAwait(false);
#pragma warning restore CA5359
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
