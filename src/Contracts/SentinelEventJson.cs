using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SentinelEvents.Contracts;

/// <summary>The JSON of the events, as it goes over bus, webhook and API: camelCase, enums as text, times in ISO 8601 UTC.</summary>
public static class SentinelEventJson
{
    private static readonly FrozenDictionary<EventKind, Type> Types = typeof(SentinelEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(SentinelEvent)))
        .ToFrozenDictionary(type => Enum.Parse<EventKind>(type.Name));

    /// <summary>The options that the other members use.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>The record that carries events of a kind.</summary>
    public static Type TypeOf(EventKind kind) => Types[kind];

    /// <summary>An event as JSON.</summary>
    public static string Serialize(SentinelEvent sentinelEvent)
    {
        ArgumentNullException.ThrowIfNull(sentinelEvent);
        return JsonSerializer.Serialize(sentinelEvent, sentinelEvent.GetType(), Options);
    }

    /// <summary>An event as a JSON tree, to be put into a larger body.</summary>
    public static JsonNode SerializeToNode(SentinelEvent sentinelEvent)
    {
        ArgumentNullException.ThrowIfNull(sentinelEvent);
        return JsonSerializer.SerializeToNode(sentinelEvent, sentinelEvent.GetType(), Options)!;
    }

    /// <summary>The event in a JSON text; its <c>kind</c> says which record it becomes.</summary>
    /// <exception cref="JsonException">The text is not an event.</exception>
    public static SentinelEvent Deserialize(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("kind", out var kind)
            && kind.ValueKind == JsonValueKind.String
            && Enum.TryParse<EventKind>(kind.GetString(), out var known)
            && Types.TryGetValue(known, out var type)
            ? (SentinelEvent)root.Deserialize(type, Options)!
            : throw new JsonException("The text has no known \"kind\".");
    }

    private static JsonSerializerOptions MakeOptions()
    {
        // Relaxed: the JSON is never put into a page unescaped, and host names should stay readable.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new FiniteNumberConverter() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
