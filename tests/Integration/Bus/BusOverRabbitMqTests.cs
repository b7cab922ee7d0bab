using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Integration.Bus;

public sealed class BusOverRabbitMqTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _log = new();
    private RabbitMqServer? broker;

    private RabbitMqServer Broker => broker ?? throw new InvalidOperationException("The broker is not started.");

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        broker = await RabbitMqServer.StartAsync(Patience, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Deliver_EveryKind_ArrivesAtAConsumerOfAnotherBus()
    {
        var seen = new ConcurrentDictionary<Guid, ConsumeContext<ISentinelEvent>>();
        var bodies = new ConcurrentDictionary<Guid, string>();
        var switches = new ConcurrentQueue<MasterSwitched>();
        var consumer = MassTransit.Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(new Uri($"amqp://127.0.0.1:{Broker.Port}/"), host =>
            {
                host.Username("guest");
                host.Password("guest");
            });
            bus.ReceiveEndpoint("follower", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.Handler<ISentinelEvent>(context =>
                {
                    bodies[context.MessageId!.Value] = context.ReceiveContext.Body.GetString();
                    seen[context.MessageId.Value] = context;
                    return Task.CompletedTask;
                });
            });
            bus.ReceiveEndpoint("switches", endpoint => endpoint.Handler<MasterSwitched>(context =>
            {
                switches.Enqueue(context.Message);
                return Task.CompletedTask;
            }));
        });
        await consumer.StartAsync(TestContext.Current.CancellationToken);
        using var worker = await StartWorkerAsync();
        var destination = worker.Services.GetRequiredService<IDestination>();

        foreach (var kind in Samples.Kinds)
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(kind), TestContext.Current.CancellationToken));
        }

        await Until.TrueAsync(() => seen.Count == Samples.Kinds.Count() && !switches.IsEmpty, () => $"{seen.Count} kinds, {switches.Count} switches");
        foreach (var sample in Samples.Kinds.Select(Samples.Of))
        {
            var context = seen[sample.EventId];
            Assert.Equal((sample.Kind, sample.Cluster, sample.Master), (context.Message.Kind, context.Message.Cluster, context.Message.Master));
            Assert.Equal(sample.Evidence, context.Message.Evidence);
            Assert.Equal(sample.IncidentId, context.CorrelationId);
            Assert.Equal(sample.Kind.ToString(), context.Headers.Get<string>("sentinelevents-kind"));
            Assert.Equal(sample.Master, context.Headers.Get<string>("sentinelevents-master"));
        }

        // Message types and a body in our own JSON: what docs/bus.md tells those without MassTransit.
        var raw = seen[Samples.Of(EventKind.MasterSwitched).EventId];
        Assert.Equal(
            new[] { "MasterSwitched", "SentinelEvent", "ISentinelEvent" }.Select(name => $"urn:message:SentinelEvents.Contracts:{name}"),
            raw.SupportedMessageTypes);
        var body = JsonNode.Parse(bodies[raw.MessageId!.Value])!;
        var back = SentinelEventJson.Deserialize(body["message"]!.ToJsonString());
        Assert.Equal(SentinelEventJson.Serialize(Samples.Of(EventKind.MasterSwitched)), SentinelEventJson.Serialize(back));
        Assert.Equal(SentinelEventJson.Serialize(Samples.Of(EventKind.MasterSwitched)), SentinelEventJson.Serialize(Assert.Single(switches)));
        await worker.StopAsync(TestContext.Current.CancellationToken);
        await consumer.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_ForKnownAndUnknownMasters_IsAnsweredAndNothingIsLeftBehind()
    {
        using var worker = await StartWorkerAsync();
        var client = MassTransit.Bus.Factory.CreateUsingRabbitMq(bus => bus.Host(Broker.Uri));
        await client.StartAsync(TestContext.Current.CancellationToken);

        var found = await AskAsync("mymaster");
        Assert.True(found.Is(out Response<MasterFound>? master));
        Assert.Equal(OneMaster.Found, master.Message);

        var none = await AskAsync("another");
        Assert.True(none.Is(out Response<MasterNotFound>? reason));
        Assert.Equal(MasterNotFoundReason.NotFollowed, reason.Message.Reason);
        await client.StopAsync(TestContext.Current.CancellationToken);
        await worker.StopAsync(TestContext.Current.CancellationToken);

        // A worker may only just have subscribed: the first question may find nobody.
        async Task<Response<MasterFound, MasterNotFound>> AskAsync(string name)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await client.CreateRequestClient<GetMaster>(RequestTimeout.After(s: 2))
                        .GetResponse<MasterFound, MasterNotFound>(new GetMaster { Cluster = "local", Master = name }, TestContext.Current.CancellationToken);
                }
                catch (RequestTimeoutException) when (attempt < 10)
                {
                }
            }
        }
    }

    [Fact]
    public async Task Deliver_BrokerStopsAndComesBack_RetriesThenDelivers()
    {
        using var worker = await StartWorkerAsync();
        var destination = worker.Services.GetRequiredService<IDestination>();
        Assert.Equal(new DeliveryOutcome.Delivered(), await DeliverAsync(destination));

        await Broker.KillAsync();
        Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(destination));
        Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(destination));

        await Broker.StartAgainAsync(Patience, TestContext.Current.CancellationToken);
        await DeliversAsync(destination);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_BrokerIsDown_HostStartsAndDeliversWhenItComesUp()
    {
        await Broker.KillAsync();
        using var worker = await StartWorkerAsync();
        var destination = worker.Services.GetRequiredService<IDestination>();
        Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(destination));

        await Broker.StartAgainAsync(Patience, TestContext.Current.CancellationToken);
        await DeliversAsync(destination);
        await worker.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Deliver_WrongPassword_SaysSoWithoutThePassword()
    {
        using var worker = await StartWorkerAsync($"amqp://guest:s3cretpw@127.0.0.1:{Broker.Port}/");
        var seen = new List<DeliveryOutcome.Retry>();

        // A broker that is only just up may drop the connection before it looks at the password; until the next try of the connection there is none.
        await Eventually.BecomesAsync(
            "the password is named as the reason",
            async _ =>
            {
                seen.Add(Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(worker.Services.GetRequiredService<IDestination>())));
                Assert.DoesNotContain("s3cretpw", seen[^1].ToString(), StringComparison.Ordinal);
                return seen[^1].Reason == DeliveryReason.Unauthorised ? null : string.Join(Environment.NewLine, seen.TakeLast(5));
            },
            TimeSpan.FromSeconds(30),
            cancellation: TestContext.Current.CancellationToken);
        await worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_log, line => line.Contains("s3cretpw", StringComparison.Ordinal));
    }

    /// <summary>One attempt, which must end within the destination's own bound.</summary>
    private static async Task<DeliveryOutcome> DeliverAsync(IDestination destination)
    {
        var since = TimeProvider.System.GetTimestamp();
        var outcome = await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), TestContext.Current.CancellationToken);
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, BusDestination.Patience + TimeSpan.FromSeconds(2));
        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome} after {TimeProvider.System.GetElapsedTime(since)}");
        return outcome;
    }

    private static async Task DeliversAsync(IDestination destination)
    {
        DeliveryOutcome outcome;
        var attempts = 0;
        do
        {
            Assert.True(attempts++ < 20, "Twenty attempts after the broker's return, and none went through.");
            outcome = await DeliverAsync(destination);
        }
        while (outcome is not DeliveryOutcome.Delivered);
    }

    private async Task<IHost> StartWorkerAsync(string? uri = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(new QueueLoggerProvider(_log));
        builder.Services.AddBus(new BusOptions { Transport = BusTransport.RabbitMq, RabbitMq = new RabbitMqOptions { Uri = uri ?? Broker.Uri.ToString() } }, ["local", "elsewhere"]);
        builder.Services.AddSingleton<IMasterDirectory, OneMaster>();
        var host = builder.Build();
        var since = TimeProvider.System.GetTimestamp();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        return host;
    }

    private sealed class OneMaster : IMasterDirectory
    {
        public static readonly MasterFound Found = new()
        {
            Cluster = "local",
            Master = "mymaster",
            Address = new HostAddress("10.0.0.2", 6379),
            Generation = 1,
            Epoch = 7,
            Since = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Certainty = MasterCertainty.Current,
        };

        public MasterAnswer Find(string cluster, string master) => (cluster, master) == (Found.Cluster, Found.Master)
            ? new MasterAnswer.Found(Found)
            : new MasterAnswer.NotFound(new MasterNotFound { Cluster = cluster, Master = master, Reason = MasterNotFoundReason.NotFollowed });
    }
}
