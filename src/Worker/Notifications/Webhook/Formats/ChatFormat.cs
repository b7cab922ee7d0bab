using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>A message in a chat: people read it, in groups, and it is cut to what can be looked up nowhere else where it is too large.</summary>
internal abstract class ChatFormat : IWebhookFormat
{
    public abstract WebhookFormat Name { get; }

    public abstract TimeSpan Pace { get; }

    public bool Groups => true;

    public bool ForPeople => true;

    public IReadOnlyList<string> Texts => OwnWords.Names;

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options)
    {
        var words = new OwnWords(options.Templates);
        return notification =>
        {
            var text = ChatText.Of(notification, words);
            var body = Write(text);
            return [new WebhookMessage(SmallBody.Fits(body) ? body : Write(text.Brief()), WebhookMessage.Json)];
        };
    }

    /// <summary>The body of the request.</summary>
    protected abstract string Write(ChatText text);
}
