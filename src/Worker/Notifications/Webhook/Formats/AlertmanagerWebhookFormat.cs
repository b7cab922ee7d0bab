using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>The body that Alertmanager sends to webhook receivers, version 4, for the many programs that take it.</summary>
internal sealed class AlertmanagerWebhookFormat : IWebhookFormat
{
    // What Alertmanager says of an alert that fires: it has not ended.
    private const string NotEnded = "0001-01-01T00:00:00Z";

    public WebhookFormat Name => WebhookFormat.AlertmanagerWebhook;

    public bool Groups => true;

    public bool ForPeople => false;

    public IReadOnlyList<string> Keys { get; } = [nameof(WebhookOptions.Secrets), nameof(WebhookOptions.SecretsFile)];

    public IReadOnlyList<string> Texts => OwnWords.Names;

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options)
    {
        var words = new OwnWords(options.Templates);
        return notification =>
        {
            var alerts = Alert.Of(notification, words);
            var body = Write(notification, alerts);
            for (var left = alerts.Count; !SmallBody.Fits(body) && left > 1;)
            {
                left /= 2;
                body = Write(notification, alerts, left);
            }

            return [new WebhookMessage(body, WebhookMessage.Json)];
        };
    }

    private static string Write(Notification notification, IReadOnlyList<Alert> alerts, int shown = int.MaxValue)
    {
        var told = alerts.TakeLast(shown).ToList();
        var group = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["incident"] = notification.Thread.ToString() };
        return new JsonObject
        {
            ["receiver"] = "SentinelEvents",
            ["status"] = alerts.Any(alert => alert.Firing) ? "firing" : "resolved",
            ["alerts"] = new JsonArray([.. told.Select(Write)]),
            ["groupLabels"] = Alert.Texts(group),
            ["commonLabels"] = Alert.Texts(Common(told, alert => alert.Labels)),
            ["commonAnnotations"] = Alert.Texts(Common(told, alert => alert.Annotations)),
            ["externalURL"] = "",
            ["version"] = "4",
            ["groupKey"] = $"{{}}:{{incident=\"{notification.Thread}\"}}",
            ["truncatedAlerts"] = alerts.Count - told.Count,
        }.ToJsonString(SentinelEventJson.Options);
    }

    private static JsonObject Write(Alert alert) => new()
    {
        ["status"] = alert.Firing ? "firing" : "resolved",
        ["labels"] = Alert.Texts(alert.Labels),
        ["annotations"] = Alert.Texts(alert.Annotations),
        ["startsAt"] = MachineTime.Of(alert.StartsAt),
        ["endsAt"] = alert is { Firing: true, IsMoment: false } ? NotEnded : MachineTime.Of(alert.EndsAt),
        ["generatorURL"] = "",
        ["fingerprint"] = alert.Fingerprint,
    };

    private static IEnumerable<KeyValuePair<string, string>> Common(List<Alert> alerts, Func<Alert, SortedDictionary<string, string>> texts) =>
        texts(alerts[0]).Where(text => alerts.All(alert => texts(alert).TryGetValue(text.Key, out var value) && value == text.Value));
}
