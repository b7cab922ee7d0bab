using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

/// <summary>Each way in which a webhook says something, with options under which it works.</summary>
internal static class FormatCases
{
    public const string Template = """
        {"text": {{ headline | json }}, "where": {{ where | json }}, "severity": {{ severity | downcase | json }}, "step": {{ step | json }},
         "facts": [{% for fact in facts %}{{ fact.label | append: ": " | append: fact.value | json }}{% unless forloop.last %}, {% endunless %}{% endfor %}],
         "event": {{ json }}}
        """;

    private static readonly WebhookOptions Bare = new() { Kind = "Webhook" };

    public static IReadOnlyDictionary<string, WebhookOptions> All { get; } = new Dictionary<string, WebhookOptions>
    {
        ["CloudEvents"] = Bare,
        ["CloudEventsBinary"] = Bare with { Mode = WebhookMode.Binary },
        ["Slack"] = Bare with { Format = WebhookFormat.Slack },
        ["Teams"] = Bare with { Format = WebhookFormat.Teams },
        ["PagerDuty"] = Bare with { Format = WebhookFormat.PagerDuty, RoutingKey = WebhookRig.RoutingKey },
        ["AlertmanagerWebhook"] = Bare with { Format = WebhookFormat.AlertmanagerWebhook },
        ["Alertmanager"] = Bare with { Format = WebhookFormat.Alertmanager },
        ["Template"] = Bare with { Format = WebhookFormat.Template, Template = Template },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyList<WebhookMessage> Write(string name, Notification notification) => WebhookFormats.Of(All[name].Format).Prepare(All[name])(notification);
}
