using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class SentinelOutletTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SentinelIdentity Identity = new("0123456789abcdef0123456789abcdef01234567", new HostAddress("10.0.0.9", 26379));

    private readonly ObservationQueue queue = new(new SentinelWatchSettings { QueueCapacity = 2, BacklogLimit = 1 });
    private readonly SentinelOutlet outlet;

    public SentinelOutletTests() => outlet = new SentinelOutlet(queue);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteSnapshotAsync_NothingMissed_SaysNothingOfIt()
    {
        outlet.Offer(Heard(1));

        Assert.True(await outlet.WriteSnapshotAsync(Snapshot(2), outlet.MissedBeforeSnapshot(), Cancellation));

        var taken = Drain().OfType<SnapshotTaken>().Single();
        Assert.Equal((0, null), (taken.Missed, taken.MissedSince));
    }

    [Fact]
    public async Task WriteSnapshotAsync_SomeMissed_SaysHowManyAndSinceWhen()
    {
        outlet.Offer(Heard(1));
        outlet.Offer(Heard(2));
        Assert.Equal(OutletResult.FirstMissed, outlet.Offer(Heard(3)));
        Assert.Equal(OutletResult.Missed, outlet.Offer(Heard(4)));
        Drain();
        Assert.Equal(OutletResult.Missed, outlet.Offer(Heard(5)));

        Assert.True(await outlet.WriteSnapshotAsync(Snapshot(6), outlet.MissedBeforeSnapshot(), Cancellation));

        var taken = Drain().OfType<SnapshotTaken>().Single();
        Assert.Equal((3, Start.AddSeconds(3)), (taken.Missed, taken.MissedSince));
        Assert.Equal(OutletResult.Written, outlet.Offer(Heard(7)));
    }

    [Fact]
    public async Task WriteSnapshotAsync_MoreMissedWhileItWasRead_LeavesThoseToTheNext()
    {
        for (var second = 1; second <= 3; second++)
        {
            outlet.Offer(Heard(second));
        }

        var before = outlet.MissedBeforeSnapshot();
        outlet.Offer(Heard(4));
        outlet.Offer(Heard(5));
        Drain();

        Assert.False(await outlet.WriteSnapshotAsync(Snapshot(6), before, Cancellation));
        Assert.True(await outlet.WriteSnapshotAsync(Snapshot(7), outlet.MissedBeforeSnapshot(), Cancellation));

        Assert.Equal(
            [(1, Start.AddSeconds(3)), (2, Start.AddSeconds(4))],
            Drain().OfType<SnapshotTaken>().Select(taken => (taken.Missed, taken.MissedSince!.Value)));
        Assert.Equal(3, outlet.Missed);
    }

    [Fact]
    public async Task WriteSnapshotAsync_AReadInBetweenFailed_StillSaysSinceTheFirst()
    {
        for (var second = 1; second <= 3; second++)
        {
            outlet.Offer(Heard(second));
        }

        outlet.MissedBeforeSnapshot();
        outlet.Offer(Heard(4));
        Drain();

        Assert.True(await outlet.WriteSnapshotAsync(Snapshot(5), outlet.MissedBeforeSnapshot(), Cancellation));

        var taken = Drain().OfType<SnapshotTaken>().Single();
        Assert.Equal((2, Start.AddSeconds(3)), (taken.Missed, taken.MissedSince));
    }

    [Fact]
    public void IsBacklogged_MoreThanTheLimitWait_UntilTheyAreTaken()
    {
        outlet.Offer(Heard(1));
        Assert.False(outlet.IsBacklogged);
        outlet.Offer(Heard(2));
        Assert.True(outlet.IsBacklogged);
        Assert.Equal(2, queue.Waiting);

        Drain();

        Assert.False(outlet.IsBacklogged);
    }

    private static MessageHeard Heard(int second) => new("local", Identity, Start.AddSeconds(second), new EpochMessage(second));

    private static SnapshotTaken Snapshot(int second) =>
        new("local", Identity, Start.AddSeconds(second), new SentinelSnapshot("a1b2", "7.0.15", TimeSpan.FromHours(1), false, []));

    private List<Observation> Drain()
    {
        var taken = new List<Observation>();
        while (queue.Reader.TryRead(out var observation))
        {
            taken.Add(observation);
        }

        return taken;
    }
}
