namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>One request, as a format makes it.</summary>
/// <param name="Body">UTF-8 when it is sent.</param>
/// <param name="ContentType">Without the character set.</param>
internal sealed record WebhookMessage(string Body, string ContentType)
{
    public const string Json = "application/json";

    /// <summary>Beside those that every request has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
