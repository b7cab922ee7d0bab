using System.ComponentModel.DataAnnotations;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>An HTTP POST for each notification (<c>Kind: Webhook</c>).</summary>
public sealed record WebhookOptions : ReaderOptions
{
    /// <summary>Where it goes. A secret: chats put their token into it. Format PagerDuty has an address of its own.</summary>
    public string? Url { get; init; }

    /// <summary>A file with the URL, in place of <see cref="Url"/>.</summary>
    public string? UrlFile { get; init; }

    /// <summary>The form of the body, by who reads it.</summary>
    public WebhookFormat Format { get; init; } = WebhookFormat.CloudEvents;

    /// <summary>Format CloudEvents: where the attributes go. Structured unless given.</summary>
    public WebhookMode? Mode { get; init; }

    /// <summary>Standard Webhooks signing secrets, <c>whsec_</c> and base64; each signs, so that one can be rotated out. Empty: no signature.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>A file with one secret a line, in place of or beside <see cref="Secrets"/>.</summary>
    public string? SecretsFile { get; init; }

    /// <summary>Format PagerDuty: the integration key of the service.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>A file with the key, in place of <see cref="RoutingKey"/>.</summary>
    public string? RoutingKeyFile { get; init; }

    /// <summary>Format Template: the body as a Liquid template.</summary>
    public string? Template { get; init; }

    /// <summary>A file with the template, in place of <see cref="Template"/>.</summary>
    public string? TemplateFile { get; init; }

    /// <summary>Format Template: the type of what it makes. <c>application/json</c> unless given; JSON is checked before it is sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>Link-local, metadata and other addresses that are refused unless they are named here: addresses, or networks as in 169.254.7.0/24.</summary>
    public IReadOnlyList<string> AllowAddresses { get; init; } = [];

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without secrets; the URL of a chat's webhook is one, too.</summary>
    public override string ToString() => $"{nameof(WebhookOptions)} {{ Kind = {Kind}, Format = {Format} }}";
}
