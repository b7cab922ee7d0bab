using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Reads blocks of JSON.</summary>
internal static class DocumentedJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly HashSet<string> ConfigurationKeys = KeysOf(typeof(SentinelEventsOptions));

    private static readonly HashSet<string> ClusterKeys = KeysOf(typeof(ClusterOptions));

    /// <summary>The objects that a block shows: itself, its keys in the braces that they belong in, or, where it shows ways to write one key, each of its lines.</summary>
    /// <exception cref="JsonException">It is no JSON in any of these ways.</exception>
    public static IReadOnlyList<JsonObject> Read(string text)
    {
        if (JsonText(text).StartsWith('{'))
        {
            return [Parse(text)];
        }

        string[] lines = [.. text.Split('\n').Where(line => JsonText(line).Length > 0)];
        var repeated = lines.Select(line => JsonText(line).Split(':')[0]).GroupBy(key => key).Any(group => group.Count() == lines.Length && lines.Length > 1);
        return repeated ? [.. lines.Select(line => Parse($"{{{line}\n}}"))] : [Parse($"{{{text}\n}}")];
    }

    /// <summary>All that a block could be taken for; exactly one where it is well.</summary>
    public static IReadOnlyList<JsonClaim> Claims(DocumentedBlock block)
    {
        var shown = Read(block.Text);
        if (block.Above.StartsWith("<!-- GET /", StringComparison.Ordinal))
        {
            return [JsonClaim.ApiAnswer];
        }

        return
        [
            .. shown.All(one => one.All(member => ConfigurationKeys.Contains(member.Key))) ? [JsonClaim.Configuration] : Array.Empty<JsonClaim>(),
            .. shown.All(one => one.All(member => ClusterKeys.Contains(member.Key))) ? [JsonClaim.Cluster] : Array.Empty<JsonClaim>(),
            .. shown.All(one => one.ContainsKey("eventId")) ? [JsonClaim.Event] : Array.Empty<JsonClaim>(),
            .. shown.All(one => one.ContainsKey("messageType")) ? [JsonClaim.BusEnvelope] : Array.Empty<JsonClaim>(),
        ];
    }

    private static HashSet<string> KeysOf(Type options) => [.. options.GetProperties().Select(property => property.Name)];

    private static JsonObject Parse(string text) => JsonNode.Parse(text, documentOptions: Lenient)!.AsObject();

    // Without a comment before it.
    private static string JsonText(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).SkipWhile(line => line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal)));
}
