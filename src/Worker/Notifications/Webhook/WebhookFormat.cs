namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>The body of a webhook.</summary>
public enum WebhookFormat
{
    /// <summary>CloudEvents 1.0, structured JSON.</summary>
    CloudEvents,
}
