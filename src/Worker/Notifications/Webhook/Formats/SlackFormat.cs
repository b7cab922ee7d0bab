using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>
/// A message of blocks. All text is plain: nothing that a name holds becomes a link, a mention or a style. Beyond that Slack's three control characters are
/// replaced as it asks, so that <c>&lt;!channel&gt;</c> calls nobody in a client that shows only the fallback text.
/// </summary>
internal sealed class SlackFormat : ChatFormat
{
    // What one section takes.
    private const int FieldsInSection = 10;

    private const int LongestHeader = 150;

    // Of a field; a section takes more.
    private const int LongestText = 2000;

    public override WebhookFormat Name => WebhookFormat.Slack;

    /// <summary>One message a second for each hook (docs.slack.dev/apis/web-api/rate-limits, "Posting messages").</summary>
    public override TimeSpan Pace { get; } = TimeSpan.FromSeconds(1);

    protected override string Write(ChatText text)
    {
        JsonNode[] blocks =
        [
            new JsonObject { ["type"] = "header", ["text"] = Plain(text.Title, LongestHeader) },
            .. text.Steps.Count > 0 ? [Section(string.Join('\n', text.Steps))] : Array.Empty<JsonNode>(),
            Section(string.Join('\n', text.Said)),
            .. text.Advice.Length > 0 ? [Section($"What to do: {text.Advice}")] : Array.Empty<JsonNode>(),
            .. text.Facts.Chunk(FieldsInSection).Select(facts => new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. facts.Select(fact => Plain($"{fact.Label}\n{fact.Value}"))]),
            }),
            new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(Plain(text.Footer)) },
        ];
        return new JsonObject { ["text"] = Escape(text.Title, LongestText), ["blocks"] = new JsonArray(blocks) }.ToJsonString(SentinelEventJson.Options);
    }

    private static JsonObject Section(string text) => new JsonObject { ["type"] = "section", ["text"] = Plain(text) };

    private static JsonObject Plain(string text, int limit = LongestText) => new() { ["type"] = "plain_text", ["text"] = Escape(text, limit), ["emoji"] = false };

    /// <summary>The limits count what is sent, so a text is cut after it is escaped, and never within an escape.</summary>
    private static string Escape(string text, int limit)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            };
            if (escaped.Length + shown.Length >= limit)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(shown);
        }

        return escaped.ToString();
    }
}
