using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>The formats that there are: one line for each.</summary>
internal static class WebhookFormats
{
    public static IReadOnlyList<IWebhookFormat> All { get; } =
    [
        new CloudEventsFormat(),
        new SlackFormat(),
        new TeamsFormat(),
        new PagerDutyFormat(),
        new AlertmanagerWebhookFormat(),
        new AlertmanagerFormat(),
        new TemplateFormat(),
    ];

    public static IWebhookFormat Of(WebhookFormat name) => All.Single(format => format.Name == name);
}
