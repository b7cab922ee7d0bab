using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task ReadBacklogAsync_EachState_IsCountedForItsDestination()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail, Hook));
        Time.Advance(TimeSpan.FromMinutes(1));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2"), Mail));
        var due = Assert.Single(await Deliveries.TakeDueAsync(Hook, Time.GetUtcNow(), 10, Cancellation));
        await Deliveries.RecordAsync([new DeliveryResult(due.Id, DeliveryState.Rejected, Time.GetUtcNow(), null, "Refused", "no")], Cancellation);

        var backlogs = await Handle.Gauge.ReadBacklogAsync([Mail, Hook, "nobody"], Cancellation);

        Assert.Equal([new DeliveryBacklog(Mail, 2, 0, 0, Start), new DeliveryBacklog(Hook, 0, 0, 1, null), new DeliveryBacklog("nobody", 0, 0, 0, null)], backlogs);
    }

    [Fact]
    public async Task ReadBacklogAsync_Held_IsNotPending()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail));
        var due = Assert.Single(await Deliveries.TakeDueAsync(Mail, Time.GetUtcNow(), 10, Cancellation));
        await Deliveries.HoldAsync([new HeldDelivery(due.Id, Time.GetUtcNow().AddHours(1), "Silenced", "a window")], Cancellation);
        Assert.Equal([new DeliveryBacklog(Mail, 0, 1, 0, null)], await Handle.Gauge.ReadBacklogAsync([Mail], Cancellation));
    }

    [Fact]
    public async Task ProveWritableAsync_AgainAndAgain_ChangesNothing()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail));
        var before = (await ReadAsync()).Count;
        var state = await Journal.LoadStateAsync(Cancellation);
        for (var time = 0; time < 3; time++)
        {
            await Handle.Gauge.ProveWritableAsync(Cancellation);
        }

        Assert.Equal(before, (await ReadAsync()).Count);
        Assert.Equal(state, await Journal.LoadStateAsync(Cancellation));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2"), Mail));
    }
}
