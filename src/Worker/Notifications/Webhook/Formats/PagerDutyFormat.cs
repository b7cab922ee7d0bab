using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>
/// Events API v2: what opens an incident triggers, what ends it resolves, under the incident's id as deduplication key. A switch triggers, since nobody may have
/// heard of the failure before it, and then acknowledges: the sentinels have acted. Nothing else acknowledges, because that stops the escalation, and after a
/// failover that merely began the next event may be that it failed. What is no incident is not sent.
/// </summary>
internal sealed class PagerDutyFormat : IWebhookFormat
{
    private const int KeyLength = 32;
    private const int LongestSummary = 1024;
    private const int LongestPlace = 200;

    public WebhookFormat Name => WebhookFormat.PagerDuty;

    public bool Groups => false;

    public bool ForPeople => true;

    /// <summary>120 events a minute for each integration key (community.pagerduty.com/forum/t/monitoring-api-rate-limiting/3318).</summary>
    public TimeSpan Pace { get; } = TimeSpan.FromMilliseconds(500);

    public IReadOnlyList<string> Keys { get; } = [nameof(WebhookOptions.RoutingKey), nameof(WebhookOptions.RoutingKeyFile)];

    public IReadOnlyList<string> Texts => OwnWords.Names;

    public string? DefaultUrl => "https://events.pagerduty.com/v2/enqueue";

    public IEnumerable<(string Key, string Cure)> Validate(WebhookOptions options) => options switch
    {
        { RoutingKey: { } key } => key.Length == KeyLength && key.All(char.IsAsciiLetterOrDigit) ? [] : [(nameof(WebhookOptions.RoutingKey), Cure)],
        { RoutingKeyFile: null } => [(nameof(WebhookOptions.RoutingKey), $"{Cure} Or name a file that holds it in {nameof(WebhookOptions.RoutingKeyFile)}.")],
        _ => [],
    };

    private static string Cure => string.Create(
        CultureInfo.InvariantCulture, $"Give the integration key of an Events API v2 integration: {KeyLength} letters and digits.");

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options)
    {
        var key = options.RoutingKey ?? "";
        var words = new OwnWords(options.Templates);
        return notification =>
            [.. Actions(IncidentSteps.Of(notification.Latest)).Select(action => new WebhookMessage(Write(key, action, notification, words), WebhookMessage.Json))];
    }

    private static IReadOnlyList<string> Actions(IncidentStep step) => step switch
    {
        IncidentStep.Opens => ["trigger"],
        IncidentStep.Eases => ["trigger", "acknowledge"],
        IncidentStep.Closes => ["resolve"],
        _ => [],
    };

    private static string Write(string key, string action, Notification notification, OwnWords words)
    {
        var latest = notification.Latest;
        var text = EventWording.Of(latest);
        var chat = ChatText.Of(notification, words);
        var details = new JsonObject { ["what happened"] = string.Join(' ', chat.Said), ["what to do"] = chat.Advice };
        foreach (var fact in chat.Facts)
        {
            details[fact.Label] = fact.Value;
        }

        var place = ReportWords.Clip(text.Where, LongestPlace);
        details["event"] = latest.EventId.ToString();
        return new JsonObject
        {
            ["routing_key"] = key,
            ["event_action"] = action,
            ["dedup_key"] = notification.Thread.ToString(),
            ["client"] = "SentinelEvents",
            ["payload"] = new JsonObject
            {
                ["summary"] = ReportWords.Clip(words.Headline(latest) ?? $"{text.Where}: {text.FullHeadline}", LongestSummary),
                ["source"] = place,
                ["severity"] = latest.Severity.ToString().ToLowerInvariant(),
                ["timestamp"] = MachineTime.Of(latest.OccurredAt),
                ["component"] = place,
                ["group"] = latest.Cluster,
                ["class"] = latest.Kind.ToString(),
                ["custom_details"] = details,
            },
        }.ToJsonString(SentinelEventJson.Options);
    }
}
