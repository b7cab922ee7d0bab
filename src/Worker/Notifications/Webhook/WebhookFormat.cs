namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>The body of a webhook.</summary>
public enum WebhookFormat
{
    /// <summary>CloudEvents 1.0.</summary>
    CloudEvents,

    /// <summary>A message of Slack's incoming webhooks, or of a chat that takes the same.</summary>
    Slack,

    /// <summary>An Adaptive Card for a webhook of Microsoft Teams Workflows.</summary>
    Teams,

    /// <summary>PagerDuty's Events API v2.</summary>
    PagerDuty,

    /// <summary>What Alertmanager sends to its webhook receivers, version 4.</summary>
    AlertmanagerWebhook,

    /// <summary>What Alertmanager takes: its alerts API, v2.</summary>
    Alertmanager,

    /// <summary>A Liquid template of the operator.</summary>
    Template,
}
