using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A broker that asks its clients for a certificate.</summary>
/// <param name="Server">What it shows.</param>
/// <param name="ByName">What it shows to those who ask for one of these names: one broker has the certificates of many.</param>
public sealed record RabbitMqTls(LabCertificates Server, IReadOnlyDictionary<string, LabCertificates> ByName)
{
    /// <summary>Terms of Erlang: what <c>rabbitmq.conf</c> has no words for.</summary>
    internal string Configuration(int port)
    {
        var names = string.Join(", ", ByName.Select(one => $$"""{"{{one.Key}}", [{certfile, "{{one.Value.CertificateFile}}"}, {keyfile, "{{one.Value.KeyFile}}"}]}"""));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            [{rabbit, [
              {ssl_listeners, [{"127.0.0.1", {{port}}}]},
              {ssl_options, [
                {cacertfile, "{{Server.AuthorityFile}}"}, {certfile, "{{Server.CertificateFile}}"}, {keyfile, "{{Server.KeyFile}}"},
                {verify, verify_peer}, {fail_if_no_peer_cert, true}, {sni_hosts, [{{names}}]}
              ]}
            ]}].

            """);
    }
}
