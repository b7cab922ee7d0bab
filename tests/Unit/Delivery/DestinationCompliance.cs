using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery;

/// <summary>What every destination owes to its loop. Inherit it for each new kind.</summary>
public abstract class DestinationCompliance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What it is sent.</summary>
    private protected virtual IReadOnlyList<EventKind> Kinds => [.. Samples.Kinds];

    private protected SentinelEvent Sample => Samples.Of(Kinds.Contains(EventKind.MasterSwitched) ? EventKind.MasterSwitched : Kinds[0]);

    [Fact]
    public async Task Deliver_Accepted_IsDelivered()
    {
        await using var rig = await StartAsync(Reply.Accepts);
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Sample, Cancellation));
    }

    [Fact]
    public async Task Deliver_EveryKind_IsDelivered()
    {
        await using var rig = await StartAsync(Reply.Accepts);
        foreach (var kind in Kinds)
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Samples.Of(kind), Cancellation));
        }

        Assert.Equal(Kinds.Count, rig.Ids.Distinct().Count());
    }

    [Fact]
    public async Task Deliver_SameEventTwice_ArrivesUnderOneId()
    {
        await using var rig = await StartAsync(Reply.Accepts);
        await rig.Destination.DeliverAsync(Sample, Cancellation);
        await rig.Destination.DeliverAsync(Sample, Cancellation);
        Assert.Equal(2, rig.Ids.Count);
        Assert.Single(rig.Ids.Distinct());
    }

    [Theory]
    [InlineData(Reply.FailsForNow)]
    [InlineData(Reply.RefusesCredentials)]
    [InlineData(Reply.NotThere)]
    public async Task Deliver_NotNow_IsRetriedForAReasonWithoutASecret(Reply reply)
    {
        await using var rig = await StartAsync(reply);
        var outcome = await rig.Destination.DeliverAsync(Sample, Cancellation);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(outcome);
        switch (reply)
        {
            case Reply.RefusesCredentials:
                Assert.Equal(DeliveryReason.Unauthorised, retry.Reason);
                break;
            case Reply.NotThere:
                Assert.Equal(DeliveryReason.Unreachable, retry.Reason);
                break;
        }

        Assert.NotEmpty(retry.Detail);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, retry.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_SeveralOfOneMaster_ArriveInTheirOrder()
    {
        IReadOnlyList<SentinelEvent> events = [.. Enumerable.Range(0, 5).Select(number => Sample with { EventId = EventKey.ToId($"{number}") })];
        await using var oneByOne = await StartAsync(Reply.Accepts);
        foreach (var one in events)
        {
            await oneByOne.Destination.DeliverAsync(one, Cancellation);
        }

        await using var byLoop = await StartAsync(Reply.Accepts);
        var store = new MemoryDeliveryStore();
        var rows = events.Select(one => store.Add(byLoop.Destination.Name, one, byLoop.Time.GetUtcNow())).ToList();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var loop = new DeliveryLoop(byLoop.Destination, null, store, byLoop.Time, new Random(1), NullLogger.Instance).RunAsync(stopping.Token, stopping.Token);
        await Until.TrueAsync(() => rows.TrueForAll(row => store.Read(row).State == DeliveryState.Delivered), () => $"{byLoop.Ids.Count} arrived");
        await stopping.CancelAsync();
        await loop;
        Assert.Equal(events.Count, byLoop.Ids.Distinct().Count());
        Assert.Equal(oneByOne.Ids, byLoop.Ids);
    }

    [Fact]
    public async Task Look_There_FindsNothingWrongAndDeliversNothing()
    {
        await using var rig = await StartAsync(Reply.Accepts);
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.LookAsync(Cancellation));
        Assert.Empty(rig.Ids);
    }

    [Fact]
    public async Task Look_NotThere_SaysSoWithoutASecret()
    {
        await using var rig = await StartAsync(Reply.NotThere);
        await rig.Destination.DeliverAsync(Sample, Cancellation);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.LookAsync(Cancellation));
        Assert.Equal(DeliveryReason.Unreachable, retry.Reason);
        Assert.NotEmpty(retry.Detail);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, retry.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_Silence_TimesOut()
    {
        await using var rig = await StartAsync(Reply.Silent);
        var attempt = rig.Destination.DeliverAsync(Sample, Cancellation);
        await Until.TrueAsync(() => rig.Reached > 0, () => "nothing reached the other side");
        Assert.False(attempt.IsCompleted);
        await Until.TrueAsync(() => attempt.IsCompleted, () => "still waiting", () => rig.Time.Advance(TimeSpan.FromSeconds(1)));
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await attempt);
        Assert.Equal(DeliveryReason.TimedOut, retry.Reason);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, retry.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_Cancelled_BreaksOff()
    {
        await using var rig = await StartAsync(Reply.Silent);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var attempt = rig.Destination.DeliverAsync(Sample, stopping.Token);
        await Until.TrueAsync(() => rig.Reached > 0, () => "nothing reached the other side");
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt);
    }

    private protected abstract Task<DestinationRig> StartAsync(Reply reply);
}
