using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>An event as CloudEvents 1.0 structured JSON.</summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    public static string Write(SentinelEvent sentinelEvent)
    {
        var body = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = sentinelEvent.EventId.ToString(),
            ["source"] = $"/clusters/{Uri.EscapeDataString(sentinelEvent.Cluster)}",
            ["type"] = $"sentinelevents.{sentinelEvent.Kind}.v1",
        };
        if (sentinelEvent.Master is { } master)
        {
            body["subject"] = master;
        }

        body["time"] = sentinelEvent.OccurredAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        body["datacontenttype"] = "application/json";
        body["data"] = SentinelEventJson.SerializeToNode(sentinelEvent);
        return body.ToJsonString(SentinelEventJson.Options);
    }
}
