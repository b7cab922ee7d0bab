using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Events with hostile names, written in every format of webhooks.</summary>
internal sealed class FormatTarget : FuzzTarget
{
    private static readonly string[] Samples = [.. SampleEvents.Kinds.Where(kind => kind != EventKind.HealthReported).Select(kind => SentinelEventJson.Serialize(SampleEvents.Of(kind)))];

    private static readonly WebhookOptions Options = new() { Kind = "Webhook", Url = "https://hooks.example.org/x", RoutingKey = "0123456789abcdef0123456789abcdef", Template = "{\"text\": {{ headline | json }}, \"facts\": {{ facts | json }}}" };

    private static readonly (WebhookFormat Format, Func<Notification, IReadOnlyList<WebhookMessage>> Write)[] Writers =
        [.. WebhookFormats.All.Select(format => (format.Name, format.Prepare(Options with { Format = format.Name })))];

    public override string Name => "formats";

    public override string Reads => "names that sentinels give, in what is sent to chats, pagers and alerts";

    public override IReadOnlyList<Type> Parsers => [typeof(WebhookFormats), typeof(EventWording)];

    public override int Weight => 8;

    public override long Room(int length) => (2 * 1024 * 1024) + (8192L * length);

    public override byte[] Make(Random chance) => JsonDamage.Values(chance, chance.Pick(Samples));

    public override string Try(byte[] input)
    {
        SentinelEvent read;
        try
        {
            read = SentinelEventJson.Deserialize(Corpus.Text(input));
        }
        catch (JsonException)
        {
            return "no event";
        }

        Promise.IsVisible(EventWording.Of(read).FullHeadline, "a headline");
        foreach (var (format, write) in Writers)
        {
            foreach (var message in write(Notification.Of(read)))
            {
                Promise.IsJson(message.Body, $"a body of {format}");
                foreach (var (name, value) in message.Headers)
                {
                    Promise.Hold(value.All(letter => letter is >= ' ' and <= '~'), "a header is ASCII", () => $"{name}: {value}");
                }
            }
        }

        return Accepted;
    }
}
