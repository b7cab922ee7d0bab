using SentinelEvents.Worker.Events;

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
    }

    private static bool IsBroker(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "amqp" or "amqps"
        && uri is { Host.Length: > 0, Port: -1 or > 0, Query.Length: 0, Fragment.Length: 0, Segments.Length: <= 2 }
        && UrlHost.IsGood(uri);
}
