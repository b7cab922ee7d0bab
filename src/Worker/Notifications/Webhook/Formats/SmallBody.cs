using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>Keeps bodies below the 20 kB that Standard Webhooks asks senders to stay under, and that gateways and chats take.</summary>
internal static class SmallBody
{
    /// <summary>In bytes.</summary>
    public const int Limit = 20_000;

    // What stands around an event: the attributes of a CloudEvent, the words that say it was cut.
    private const int Envelope = 2_000;

    private const string Whole = "on the message bus, and in the journal: sentinel-events events --format json";

    public static bool Fits(string body) => Encoding.UTF8.GetByteCount(body) <= Limit;

    /// <summary>An event as JSON. One that is too large is cut: its longest lists keep their beginning, where the worst stands, and <c>cut</c> says so.</summary>
    public static JsonObject Of(SentinelEvent sentinelEvent)
    {
        var data = SentinelEventJson.SerializeToNode(sentinelEvent).AsObject();
        var lists = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var size = Size(data); size > Limit - Envelope; size = Size(data))
        {
            var (path, list) = Longest(data);
            if (list is null)
            {
                // Texts alone are as long as that: what every event has must do.
                return Cut(Common(sentinelEvent), lists);
            }

            lists.TryAdd(path, list.Count);
            var kept = (int)Math.Clamp((long)list.Count * (Limit - Envelope) / size, 0, list.Count - 1);
            while (list.Count > kept)
            {
                list.RemoveAt(list.Count - 1);
            }
        }

        return lists.Count > 0 ? Cut(data, lists) : data;
    }

    private static JsonObject Cut(JsonObject data, SortedDictionary<string, int> lists)
    {
        data["cut"] = new JsonObject
        {
            ["lists"] = new JsonObject(lists.Take(10).Select(list => KeyValuePair.Create(list.Key, (JsonNode?)list.Value))),
            ["whole"] = Whole,
        };
        return data;
    }

    private static JsonObject Common(SentinelEvent sentinelEvent) => new()
    {
        ["eventId"] = sentinelEvent.EventId,
        ["incidentId"] = sentinelEvent.IncidentId,
        ["kind"] = sentinelEvent.Kind.ToString(),
        ["cluster"] = sentinelEvent.Cluster,
        ["generation"] = sentinelEvent.Generation,
        ["epoch"] = sentinelEvent.Epoch,
        ["severity"] = sentinelEvent.Severity.ToString(),
        ["occurredAt"] = sentinelEvent.OccurredAt,
        ["agreedAt"] = sentinelEvent.AgreedAt,
        ["reconciled"] = sentinelEvent.Reconciled,
    };

    private static (string Path, JsonArray? List) Longest(JsonObject data) => Lists("", data)
        .OrderByDescending(place => Size(place.List))
        .Select(place => (place.Path, (JsonArray?)place.List))
        .FirstOrDefault(("", null));

    private static IEnumerable<(string Path, JsonArray List)> Lists(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Lists(path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value)),
        JsonArray { Count: > 1 } list => [(path, list)],
        JsonArray { Count: 1 } list => Lists($"{path}.0", list[0]).DefaultIfEmpty((path, list)),
        _ => [],
    };

    private static int Size(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(SentinelEventJson.Options));
}
