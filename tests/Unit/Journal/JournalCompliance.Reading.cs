using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>What the commands read: blind intervals and single deliveries.</summary>
public abstract partial class JournalCompliance
{
    private static readonly SentinelIdentity A = new(new string('a', 40), new HostAddress("10.0.0.1", 26379));
    private static readonly SentinelIdentity B = new(new string('b', 40), new HostAddress("10.0.0.2", 26379));

    [Fact]
    public async Task ReadBlindIntervalsAsync_SeenAllTheTime_GivesNone()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), TestEvents.Snapshot(At(1), A), TestEvents.Snapshot(At(60), A)));

        Assert.Empty(await BlindAsync());
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_LostAndBack_LastsFromTheLastTrafficUntilItIsSeenAgain()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Sighted(B, 0)));
        await CommitAsync(TestEvents.Batch(Unsighted(A, 20, "no traffic for 6 s", 14), TestEvents.Snapshot(At(22), B), Sighted(A, 30)));

        Assert.Equal(new BlindInterval("worker", "local", A, At(14), At(20), At(30), "no traffic for 6 s"), Assert.Single(await BlindAsync()));
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_NotBackYet_HasNoEnd()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Unsighted(A, 20, "connection lost", 19)));

        Assert.Equal(new BlindInterval("worker", "local", A, At(19), At(20), null, "connection lost"), Assert.Single(await BlindAsync()));
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_RecordedWithoutLastTraffic_BeginsWhenNoticed()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), new SentinelUnsighted("local", A, At(20), "connection lost"), Sighted(A, 25)));

        var interval = Assert.Single(await BlindAsync());
        Assert.Equal((At(20), At(25)), (interval.From, interval.To));
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_ServiceKilled_LastsFromTheSentinelsLastRow()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Sighted(B, 0), TestEvents.Snapshot(At(40), A), TestEvents.Snapshot(At(45), B)));
        await ReopenAsync();
        await CommitAsync(TestEvents.Batch(Sighted(A, 100), Sighted(B, 101)));

        var intervals = await BlindAsync();
        Assert.Equal([(A, At(40), At(100), At(100)), (B, At(45), At(101), At(101))], intervals.Select(one => (one.Sentinel, one.From, one.NoticedAt, one.To!.Value)));
        Assert.All(intervals, one => Assert.Contains("did not run", one.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_ServiceStopped_LastsUntilItRunsAgain()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Unsighted(A, 50, SentinelUnsighted.ServiceStopped, 49)));
        await ReopenAsync();
        Assert.Null(Assert.Single(await BlindAsync()).To);
        await CommitAsync(TestEvents.Batch(Sighted(A, 80)));

        Assert.Equal(new BlindInterval("worker", "local", A, At(49), At(50), At(80), SentinelUnsighted.ServiceStopped), Assert.Single(await BlindAsync()));
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_LeftTheDeployment_IsNotBlindUnlessItComesBack()
    {
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Unsighted(A, 50, SentinelUnsighted.NoLongerWatched, 50)));
        Assert.Empty(await BlindAsync());
        await CommitAsync(TestEvents.Batch(Sighted(A, 90)));

        Assert.Equal((At(50), At(90)), Assert.Single(await BlindAsync()) is var back ? (back.From, back.To!.Value) : default);
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_AnotherSentinelAtItsAddress_EndsThere()
    {
        var successor = B with { Address = A.Address };
        await CommitAsync(TestEvents.Batch(Sighted(A, 0), Unsighted(A, 20, "connection lost", 20), Sighted(successor, 25), TestEvents.Snapshot(At(500), successor)));

        Assert.Equal(At(25), Assert.Single(await BlindAsync()).To);
    }

    [Fact]
    public async Task ReadBlindIntervalsAsync_ClusterAndTime_LimitThem()
    {
        await CommitAsync(TestEvents.Batch(
            Sighted(A, 0), Unsighted(A, 10, "first", 10), Sighted(A, 20), Unsighted(A, 30, "second", 30), Sighted(A, 60), Unsighted(A, 70, "third", 70)));
        await CommitAsync(TestEvents.Batch(new SentinelSighted("other", A, At(0)), new SentinelUnsighted("other", A, At(90), "elsewhere", At(90))));

        Assert.Equal(["first", "second", "third", "elsewhere"], (await BlindAsync()).Select(one => one.Reason));
        Assert.Equal(["second", "third"], (await BlindAsync("local", At(40))).Select(one => one.Reason));
        Assert.Equal(["elsewhere"], (await BlindAsync("other")).Select(one => one.Reason));
        Assert.Empty(await BlindAsync("none"));
    }

    [Fact]
    public async Task ReadDeliveriesAsync_Filters_GiveWhatTheySay()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1", "m1"), Mail, Hook));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2", null), Mail));
        await RecordFirstAsync(Hook, DeliveryState.Rejected, 1);
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 2);

        var all = await Reader.ReadDeliveriesAsync(new DeliveryFilter(), Cancellation);
        Assert.Equal(["k1 mail", "k1 hook", "k2 mail"], all.Select(Describe));
        Assert.All(all, one => Assert.Equal(("MasterDown", "local"), (one.Kind, one.Cluster)));
        Assert.Equal(["m1", "m1", null], all.Select(one => one.Master));
        var rejected = Assert.Single(await Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Rejected), Cancellation));
        Assert.Equal(("k1 hook", DeliveryState.Rejected, 1, "Refused"), (Describe(rejected), rejected.Delivery.State, rejected.Delivery.Attempts, rejected.Delivery.Reason));
        Assert.Equal(["k1 mail", "k2 mail"], (await Reader.ReadDeliveriesAsync(new DeliveryFilter(Destination: Mail), Cancellation)).Select(Describe));
        Assert.Equal(["k1 hook", "k2 mail"], (await Reader.ReadDeliveriesAsync(new DeliveryFilter(Limit: 2), Cancellation)).Select(Describe));
        Assert.Empty(await Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Pending, Mail), Cancellation));

        static string Describe(ListedDelivery one) =>
            $"{(one.EventId == EventKey.ToId("k1") ? "k1" : one.EventId == EventKey.ToId("k2") ? "k2" : "?")} {one.Delivery.Destination}";
    }

    [Fact]
    public async Task ReadDeliveriesAsync_BeforeAPlace_GoesOnThere()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail, Hook));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2"), Mail, Hook));
        var all = await Reader.ReadDeliveriesAsync(new DeliveryFilter(), Cancellation);

        for (var place = 1; place < all.Count; place++)
        {
            var before = await Reader.ReadDeliveriesAsync(new DeliveryFilter(Before: new DeliveryPlace(all[place].Sequence, all[place].Delivery.Id)), Cancellation);
            Assert.Equal(all.Take(place), before);
        }
    }

    [Fact]
    public async Task ReadEventsAsync_UpTo_EndsThere()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1")));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2")));
        var first = (await ReadAsync())[0].Sequence;

        Assert.Equal(first, Assert.Single(await Reader.ReadEventsAsync(new EventFilter(UpTo: first), Cancellation)).Sequence);
        Assert.Equal(first, Assert.Single(await Reader.ReadEventsAsync(new EventFilter(UpTo: first, Newest: true), Cancellation)).Sequence);
    }

    [Fact]
    public async Task ReadSettledAsync_NobodyWrites_IsTheNewest()
    {
        Assert.Equal(0, await Reader.ReadSettledAsync(0, Cancellation));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1")));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1")));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2")));

        var newest = (await ReadAsync())[^1].Sequence;
        Assert.Equal(newest, await Reader.ReadSettledAsync(0, Cancellation));
        Assert.Equal(newest + 7, await Reader.ReadSettledAsync(newest + 7, Cancellation));
    }

    [Fact]
    public async Task ReadIncidentsAsync_SeveralEventsEach_GivesEachOnceTheLastToldFirst()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1", at: At(1), incident: "one")));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2", "m2", at: At(2), incident: "two")));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k3", "m2", "other", At(3), "three")));
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r1", At(4))));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k4", at: At(5), incident: "one")));

        var all = await Reader.ReadIncidentsAsync(new IncidentFilter(10), Cancellation);
        Assert.Equal(["one", "three", "two"], all.Select(Describe));
        Assert.Equal(
            ("local", "m1", At(1), At(5), Severity.Critical, 2),
            (all[0].Cluster, all[0].Master, all[0].OpenedAt, all[0].LastAt, all[0].Severity, all[0].Kinds.Count));
        Assert.Equal(["one"], (await Reader.ReadIncidentsAsync(new IncidentFilter(1), Cancellation)).Select(Describe));
        Assert.Equal(["three", "two"], (await Reader.ReadIncidentsAsync(new IncidentFilter(10, Before: all[0].LastSequence), Cancellation)).Select(Describe));
        Assert.Equal(["one", "two"], (await Reader.ReadIncidentsAsync(new IncidentFilter(10, "local"), Cancellation)).Select(Describe));
        Assert.Equal(["three", "two"], (await Reader.ReadIncidentsAsync(new IncidentFilter(10, Master: "m2"), Cancellation)).Select(Describe));
        Assert.Equal(["one", "two"], (await Reader.ReadIncidentsAsync(new IncidentFilter(10) { Among = [EventKey.ToId("one"), EventKey.ToId("two"), EventKey.ToId("none")] }, Cancellation)).Select(Describe));
        Assert.Equal(["two"], (await Reader.ReadIncidentsAsync(new IncidentFilter(10) { Except = [EventKey.ToId("one"), EventKey.ToId("three")] }, Cancellation)).Select(Describe));

        static string Describe(IncidentOutline incident) => new[] { "one", "two", "three" }.Single(name => EventKey.ToId(name) == incident.Id);
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static SentinelSighted Sighted(SentinelIdentity sentinel, double second) => new("local", sentinel, At(second));

    private static SentinelUnsighted Unsighted(SentinelIdentity sentinel, double second, string reason, double blindSince) =>
        new("local", sentinel, At(second), reason, At(blindSince));

    private Task<IReadOnlyList<BlindInterval>> BlindAsync(string? cluster = null, DateTimeOffset? since = null) =>
        Reader.ReadBlindIntervalsAsync(cluster, since, Cancellation);
}
