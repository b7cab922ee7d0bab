using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>All who are told: a consumer of the bus in a process of its own, a webhook, a mailbox.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Receivers(string cluster, RabbitMqServer broker, BusListener bus, WebhookSink hook, SmtpServer smtp)
    {
        Cluster = cluster;
        Broker = broker;
        Bus = bus;
        Hook = hook;
        Smtp = smtp;
    }

    /// <summary>The broker is shared with other tests, so events are told apart by their cluster.</summary>
    public string Cluster { get; }

    public RabbitMqServer Broker { get; }

    public BusListener Bus { get; }

    public WebhookSink Hook { get; }

    public SmtpServer Smtp { get; }

    public IReadOnlyList<BusDelivery> Deliveries => [.. Bus.Received.Where(delivery => delivery.Cluster == Cluster)];

    /// <summary>In the order of the queue.</summary>
    public IReadOnlyList<SentinelEvent> OnBus => [.. Deliveries.Select(delivery => SentinelEventJson.Deserialize(delivery.Body!.ToJsonString()))];

    /// <summary>In the order in which the requests came.</summary>
    public IReadOnlyList<SentinelEvent> ByHook => [.. Hook.Requests.Select(EventOf)];

    /// <summary>In the order in which the mails were accepted.</summary>
    public IReadOnlyList<ToldByMail> ByMail =>
    [
        .. Smtp.Messages.Select(kept => kept.Parse()).Select(mail => new ToldByMail(
            Enum.Parse<EventKind>(mail.Headers["X-SentinelEvents-Kind"]!), Guid.Parse(mail.Headers["X-SentinelEvents-Event"]!), mail.Subject ?? "")),
    ];

    public static async Task<Receivers> StartAsync(string cluster, RabbitMqFixture rabbit, CancellationToken cancellation) =>
        await StartAsync(cluster, await rabbit.GetAsync(), cancellation);

    public static async Task<Receivers> StartAsync(string cluster, RabbitMqServer broker, CancellationToken cancellation)
    {
        var smtp = await SmtpServer.StartAsync(new SmtpServerOptions(), Patience, cancellation);
        var hook = await WebhookSink.StartAsync(cancellation);
        try
        {
            return new Receivers(cluster, broker, await BusListener.StartAsync(broker.Uri, $"follower-of-{cluster}", Patience, cancellation), hook, smtp);
        }
        catch
        {
            await hook.DisposeAsync();
            await smtp.DisposeAsync();
            throw;
        }
    }

    public static SentinelEvent EventOf(RecordedRequest request) => SentinelEventJson.Deserialize(JsonNode.Parse(request.Text)!["data"]!.ToJsonString());

    /// <summary>A configuration that tells all of them.</summary>
    public JsonObject Configuration(RedisDeployment deployment) =>
        ServiceConfiguration.Of(Cluster, deployment.SentinelAddresses).WithBus(Broker.Uri).WithWebhook("hook", Hook).WithMail("mail", Smtp).WithoutDamping();

    /// <summary>Waits until each has been told of so many events of a kind.</summary>
    public async Task WaitForAsync(EventKind kind, int count, TimeSpan deadline, CancellationToken cancellation)
    {
        await Eventually.BecomesAsync(
            $"{count} {kind} on the bus, by webhook and by mail",
            () =>
            {
                var bus = Deliveries.Count(delivery => delivery.Kind == kind);
                var hook = bus < count ? 0 : ByHook.Count(e => e.Kind == kind);
                var mail = hook < count ? 0 : ByMail.Count(told => told.Kind == kind);
                return mail >= count ? null : $"{bus} on the bus, {hook} by webhook, {mail} by mail (each looked at only after the one before)";
            },
            deadline,
            cancellation: cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        await Hook.DisposeAsync();
        await Smtp.DisposeAsync();
    }
}
