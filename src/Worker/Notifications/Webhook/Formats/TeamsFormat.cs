using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>
/// An Adaptive Card for "When a Teams webhook request is received". Every text is a TextRun, the one element whose text is not read as Markdown, so that
/// nothing that a name holds becomes a link or a style. Values are spelt as Microsoft's own package spells them; whoever reads cards takes them in any case.
/// </summary>
internal sealed class TeamsFormat : ChatFormat
{
    public override WebhookFormat Name => WebhookFormat.Teams;

    /// <summary>Four requests a second for a team or channel, else the connection is throttled (learn.microsoft.com/microsoftteams, "Create and send messages", rate limiting).</summary>
    public override TimeSpan Pace { get; } = TimeSpan.FromMilliseconds(250);

    protected override string Write(ChatText text)
    {
        JsonNode[] elements =
        [
            Paragraph(Run(text.Title, ("size", "Large"), ("weight", "Bolder"))),
            .. text.Steps.Select(step => Paragraph(Run(step, ("fontType", "Monospace")))),
            .. text.Said.Select(said => Paragraph(Run(said))),
            .. text.Advice.Length > 0 ? [Paragraph(Run("What to do: ", ("weight", "Bolder")), Run(text.Advice))] : Array.Empty<JsonNode>(),
            .. text.Facts.Select(fact => Paragraph(Run($"{fact.Label}: ", ("weight", "Bolder")), Run(fact.Value))),
            Paragraph(Run(text.Footer, ("size", "Small"), ("isSubtle", true))),
        ];
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["msteams"] = new JsonObject { ["width"] = "Full" },
                    ["body"] = new JsonArray(elements),
                },
            }),
        }.ToJsonString(SentinelEventJson.Options);
    }

    private static JsonObject Paragraph(params JsonNode[] runs) => new() { ["type"] = "RichTextBlock", ["spacing"] = "Small", ["inlines"] = new JsonArray(runs) };

    private static JsonObject Run(string text, params (string Name, JsonNode Value)[] style)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        foreach (var (name, value) in style)
        {
            run[name] = value;
        }

        return run;
    }
}
