namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>Where a CloudEvent's attributes go.</summary>
public enum WebhookMode
{
    /// <summary>Into the body, beside the event.</summary>
    Structured,

    /// <summary>Into headers; the body is the event alone.</summary>
    Binary,
}
