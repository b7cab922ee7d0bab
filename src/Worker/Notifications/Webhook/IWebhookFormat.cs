using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>What goes over the wire, and what the receivers of that ask of a sender. Registered in <see cref="WebhookFormats"/>.</summary>
internal interface IWebhookFormat
{
    /// <summary>The value of <c>Format</c>.</summary>
    WebhookFormat Name { get; }

    /// <summary>See <see cref="DestinationKind.Groups"/>.</summary>
    bool Groups { get; }

    /// <summary>See <see cref="DestinationKind.ForPeople"/>.</summary>
    bool ForPeople { get; }

    /// <summary>Whether there are words in it that reach people in the end, also by way of a program: how they read is then asked of the options.</summary>
    bool IsRead => true;

    /// <summary>The least time between two requests that the receivers put up with.</summary>
    TimeSpan Pace => TimeSpan.Zero;

    /// <summary>The keys of <see cref="WebhookOptions"/> that mean something to this format and not to every one.</summary>
    IReadOnlyList<string> Keys => [];

    /// <summary>The texts that the operator's templates can override.</summary>
    IReadOnlyList<string> Texts => [];

    /// <summary>Where it goes when no URL is given; null: one must be.</summary>
    string? DefaultUrl => null;

    /// <summary>What is wrong with the options beyond the form of each value.</summary>
    IEnumerable<(string Key, string Cure)> Validate(WebhookOptions options) => [];

    /// <summary>
    /// Makes the writer of a destination: the requests that say a notification, in order; none where the receiver has no use for it.
    /// The writer throws <see cref="UnfitMessageException"/> where it cannot say it.
    /// </summary>
    Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options);
}
