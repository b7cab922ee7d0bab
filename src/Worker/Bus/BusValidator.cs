using SentinelEvents.Worker.Bus.Transports;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Bus;

/// <summary>What is wrong with <see cref="BusOptions"/> beyond the form of each value.</summary>
public static class BusValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(BusOptions options)
    {
        if (!IsBroker(options.RabbitMq.Uri))
        {
            yield return ("RabbitMq:Uri", "Give amqp://user:password@host:port/vhost, or amqps:// for TLS; percent-encode special characters.");
        }
        else if (options.RabbitMq.Tls != new CertificateOptions() && !RabbitMqAddress.IsSecure(new Uri(options.RabbitMq.Uri)))
        {
            // Whoever writes down whom to trust believes that it is looked at.
            yield return ("RabbitMq:Tls", "Give an amqps:// address in RabbitMq:Uri, by which TLS is used, or remove this.");
        }
        else if (options.Transport == BusTransport.RabbitMq && RabbitMqAddress.LacksLogin(new Uri(options.RabbitMq.Uri)))
        {
            yield return ("RabbitMq:Uri", "Name the user and its password, as in amqp://user:password@host:port/vhost: without them only a broker on this machine is entered, as guest.");
        }

        foreach (var (key, cure) in CertificateValidator.Validate(options.RabbitMq.Tls))
        {
            yield return ($"RabbitMq:Tls:{key}", cure);
        }
    }

    private static bool IsBroker(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "amqp" or "amqps"
        && uri is { Host.Length: > 0, Port: -1 or > 0, Query.Length: 0, Fragment.Length: 0, Segments.Length: <= 2 }
        && UrlHost.IsGood(uri);
}
