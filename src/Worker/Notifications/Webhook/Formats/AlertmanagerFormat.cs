using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>Alertmanager's alerts API, as Prometheus calls it: this service is one more source of an Alertmanager that is there, with its routes, silences and receivers.</summary>
internal sealed class AlertmanagerFormat : IWebhookFormat
{
    private const string Path = "/api/v2/alerts";

    public WebhookFormat Name => WebhookFormat.Alertmanager;

    public bool Groups => true;

    public bool ForPeople => false;

    public IReadOnlyList<string> Texts => OwnWords.Names;

    public IEnumerable<(string Key, string Cure)> Validate(WebhookOptions options) =>
        Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && !url.AbsolutePath.EndsWith(Path, StringComparison.Ordinal)
            ? [(nameof(WebhookOptions.Url), $"Give the URL of Alertmanager's alerts API: http://HOST:9093{Path}. For a receiver that takes what Alertmanager sends, Format is {nameof(WebhookFormat.AlertmanagerWebhook)}.")]
            : [];

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options)
    {
        var words = new OwnWords(options.Templates);
        return notification => [new WebhookMessage(new JsonArray([.. Alert.Of(notification, words).Select(Write)]).ToJsonString(SentinelEventJson.Options), WebhookMessage.Json)];
    }

    private static JsonObject Write(Alert alert) => new()
    {
        ["labels"] = Alert.Texts(alert.Labels),
        ["annotations"] = Alert.Texts(alert.Annotations),
        ["startsAt"] = MachineTime.Of(alert.StartsAt),
        ["endsAt"] = MachineTime.Of(alert.EndsAt),
    };
}
