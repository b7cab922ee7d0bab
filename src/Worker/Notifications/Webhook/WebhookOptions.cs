using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>An HTTP POST for each event (<c>Kind: Webhook</c>).</summary>
public sealed record WebhookOptions : DestinationOptions
{
    public required string Url { get; init; }

    public WebhookFormat Format { get; init; } = WebhookFormat.CloudEvents;

    /// <summary>Standard Webhooks signing secrets, <c>whsec_</c> and base64; each signs, so that one can be rotated out. Empty: no signature.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>A file with one secret a line, in place of or beside <see cref="Secrets"/>.</summary>
    public string? SecretsFile { get; init; }

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without secrets; the URL of a chat's webhook is one, too.</summary>
    public override string ToString() => $"{nameof(WebhookOptions)} {{ Kind = {Kind}, Format = {Format} }}";
}
