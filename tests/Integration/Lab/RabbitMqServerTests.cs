using MassTransit;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class RabbitMqServerTests(RabbitMqFixture shared)
{
    /// <summary>The broker is shared with tests whose workers publish at the same time.</summary>
    private const string Cluster = "every-kind";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAgainAsync_AfterStop_HasTheMessagesItHad()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        await using var broker = await RabbitMqServer.StartAsync(Patience, Cancellation);
        await using var listener = await BusListener.StartAsync(broker.Uri, "kept", Patience, Cancellation);
        await listener.KillAsync();
        await PublishAsync(broker, [Switched(1)]);

        await broker.StopAsync(Patience);
        await broker.StartAgainAsync(Patience, Cancellation);
        await listener.StartAgainAsync(Patience, Cancellation);

        var found = Assert.Single(await listener.WaitForAsync("the message from before", 1, _ => true, Patience, Cancellation));
        Assert.Equal(1, found.Epoch);
    }

    [Fact]
    public async Task BusListener_EveryKind_ArrivesOnceWithItsIds()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        var broker = await shared.GetAsync();
        await using var listener = await BusListener.StartAsync(broker.Uri, "every-kind", Patience, Cancellation);
        SentinelEvent[] events = [Switched(7), Down(7), .. OfEveryOtherKind()];

        await PublishAsync(broker, events);
        await listener.WaitForAsync("every kind", events.Length, got => got.Cluster == Cluster, Patience, Cancellation);

        var received = listener.Received.Where(got => got.Cluster == Cluster).ToList();
        Assert.Empty(listener.Faults);
        Assert.Equal(events.Select(published => (published.Kind, published.EventId)).Order(), received.Select(got => (got.Kind, got.EventId)).Order());
        Assert.All(received, got => Assert.Equal(got.EventId, got.MessageId));
        var switched = Assert.Single(received, got => got.Kind == EventKind.MasterSwitched);
        Assert.Equal((new HostAddress("127.0.0.1", 1), new HostAddress("127.0.0.1", 2)), (switched.OldAddress, switched.NewAddress));
        Assert.Equal("mymaster", (string?)switched.Body?["master"]);
    }

    private static async Task PublishAsync(RabbitMqServer broker, IReadOnlyList<SentinelEvent> events)
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(broker.Uri));
        await bus.StartAsync(Cancellation);
        try
        {
            foreach (var published in events)
            {
                await bus.Publish((object)published, published.GetType(), context => context.MessageId = published.EventId, Cancellation);
            }
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    private static MasterSwitched Switched(long epoch) => new()
    {
        EventId = IdOf(EventKind.MasterSwitched),
        IncidentId = IdOf(EventKind.MasterSwitched),
        Cluster = Cluster,
        Master = "mymaster",
        Epoch = epoch,
        Severity = Severity.Critical,
        OccurredAt = DateTimeOffset.UnixEpoch,
        AgreedAt = DateTimeOffset.UnixEpoch,
        Agreement = new AgreementReached(AgreementBasis.Majority, 2, 2, 3),
        Evidence = [],
        OldAddress = new HostAddress("127.0.0.1", 1),
        NewAddress = new HostAddress("127.0.0.1", 2),
    };

    private static SentinelEvent Down(long epoch) => AsKind(EventKind.MasterDown, epoch);

    private static IEnumerable<SentinelEvent> OfEveryOtherKind() =>
        Enum.GetValues<EventKind>().Except([EventKind.MasterSwitched, EventKind.MasterDown]).Select(kind => AsKind(kind, 7));

    /// <summary>Only the common part is filled: a member of a kind's own is left out on the wire when it is null.</summary>
    private static SentinelEvent AsKind(EventKind kind, long epoch)
    {
        var type = SentinelEventJson.TypeOf(kind);
        var made = (SentinelEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in typeof(SentinelEvent).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(made, property.GetValue(Switched(epoch)));
        }

        type.GetProperty(nameof(SentinelEvent.EventId))!.SetValue(made, IdOf(kind));
        return made;
    }

    private static Guid IdOf(EventKind kind) => new((int)kind + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
