using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>CloudEvents 1.0 over HTTP, one event a request, with the extensions <c>sequence</c> and <c>partitionkey</c>.</summary>
internal sealed class CloudEventsFormat : IWebhookFormat
{
    private const string StructuredType = "application/cloudevents+json";

    public WebhookFormat Name => WebhookFormat.CloudEvents;

    public bool Groups => false;

    public bool ForPeople => false;

    public bool IsRead => false;

    public IReadOnlyList<string> Keys { get; } = [nameof(WebhookOptions.Mode), nameof(WebhookOptions.Secrets), nameof(WebhookOptions.SecretsFile)];

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options) =>
        options.Mode == WebhookMode.Binary ? notification => [Binary(notification.Latest)] : notification => [Structured(notification.Latest)];

    private static WebhookMessage Structured(SentinelEvent sentinelEvent)
    {
        var body = new JsonObject();
        foreach (var (name, value) in Attributes(sentinelEvent))
        {
            body[name] = value;
        }

        body["datacontenttype"] = WebhookMessage.Json;
        body["data"] = SmallBody.Of(sentinelEvent);
        return new WebhookMessage(body.ToJsonString(SentinelEventJson.Options), StructuredType);
    }

    private static WebhookMessage Binary(SentinelEvent sentinelEvent) =>
        new(SmallBody.Of(sentinelEvent).ToJsonString(SentinelEventJson.Options), WebhookMessage.Json)
        {
            Headers = [.. Attributes(sentinelEvent).Select(attribute => ($"ce-{attribute.Name}", HeaderValue(attribute.Value)))],
        };

    private static IEnumerable<(string Name, string Value)> Attributes(SentinelEvent sentinelEvent)
    {
        yield return ("specversion", "1.0");
        yield return ("id", sentinelEvent.EventId.ToString());
        yield return ("source", $"/clusters/{Uri.EscapeDataString(sentinelEvent.Cluster)}");
        yield return ("type", $"sentinelevents.{sentinelEvent.Kind}.v1");
        if (sentinelEvent.Master is { Length: > 0 } master)
        {
            // Attributes must be free of control characters; the name as it is stands in the data.
            yield return ("subject", VisibleText.Of(master));
        }

        yield return ("time", sentinelEvent.OccurredAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        yield return ("sequence", EventSequence.Of(sentinelEvent));
        yield return ("partitionkey", VisibleText.Of(EventSequence.Partition(sentinelEvent)));
    }

    /// <summary>As CloudEvents' HTTP binding has it (3.1.3.2): UTF-8, and percent signs for all that is not a printable character of ASCII.</summary>
    private static string HeaderValue(string value)
    {
        var header = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            _ = octet is > (byte)' ' and < 0x7F and not (byte)'"' and not (byte)'%'
                ? header.Append((char)octet)
                : header.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return header.ToString();
    }
}
