using System.Collections.Concurrent;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Journal;

/// <summary>Several workers that deliver from one journal.</summary>
public sealed class PostgresDeliveryStoreTests(PostgresFixture servers) : PostgresTests(servers)
{
    private const string Mail = "mail";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task TakeDueAsync_HeldByAnother_IsNotGivenNorWhatStandsBehindIt()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a1", "a"), [Mail]),
            new RoutedEvent(TestEvents.Down("a2", "a"), [Mail]),
            new RoutedEvent(TestEvents.Down("b1", "b"), [Mail])));

        var held = Assert.Single(await TakeAsync(first, limit: 1));

        Assert.Equal([EventKey.ToId("b1")], (await TakeAsync(second)).Select(delivery => delivery.Event.EventId));
        Assert.Equal([held.Id], (await TakeAsync(first)).Select(delivery => delivery.Id));
        await RecordAsync(first, held, DeliveryState.Delivered);
        Assert.Equal([EventKey.ToId("a2")], (await TakeAsync(first)).Select(delivery => delivery.Event.EventId));
    }

    [Fact]
    public async Task TakeDueAsync_LeaseRunsOut_HandsOver()
    {
        var (first, second) = (await OpenAsync(ShortLease), await OpenAsync(ShortLease));
        await CommittedAsync(first, TestEvents.Batch(TestEvents.Down("a1"), Mail));
        var askedAt = TimeProvider.System.GetTimestamp();
        var held = Assert.Single(await TakeAsync(first));
        Assert.Empty(await TakeAsync(second));

        // When it will be free is what a loop sleeps for.
        var wait = await second.Deliveries.NextDueAsync(Mail, Cancellation) - TimeProvider.System.GetUtcNow();
        Assert.InRange(wait!.Value, TimeSpan.Zero, ShortLease);

        var taken = await TakeEventuallyAsync(second);
        Assert.Equal(held.Id, taken.Id);
        Assert.True(TimeProvider.System.GetElapsedTime(askedAt) >= ShortLease, "It was handed over before its lease had run out.");
        Assert.Empty(await TakeAsync(first));
    }

    [Fact]
    public async Task RecordAsync_ByAFormerHolder_IsIgnored()
    {
        var (first, second) = (await OpenAsync(ShortLease), await OpenAsync(ShortLease));
        await CommittedAsync(first, TestEvents.Batch(TestEvents.Down("a1"), Mail));
        var held = Assert.Single(await TakeAsync(first));
        await TakeEventuallyAsync(second);

        await RecordAsync(first, held, DeliveryState.Rejected);
        Assert.Equal((DeliveryState.Pending, 0), await StandingAsync(first));

        await RecordAsync(second, held, DeliveryState.Delivered);
        await RecordAsync(first, held, DeliveryState.Rejected);
        Assert.Equal((DeliveryState.Delivered, 1), await StandingAsync(first));
    }

    [Fact]
    public async Task RecordAsync_RunOutButNotTaken_Counts()
    {
        var worker = await OpenAsync(TimeSpan.FromMilliseconds(1));
        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down("a1"), Mail));
        var held = Assert.Single(await TakeAsync(worker));
        await Eventually.BecomesAsync(
            "the claim runs out",
            async _ => await ScalarAsync<bool>("SELECT claimed_until < clock_timestamp() FROM delivery") ? null : "not yet",
            Patience,
            cancellation: Cancellation);

        await RecordAsync(worker, held, DeliveryState.Delivered);

        Assert.Equal((DeliveryState.Delivered, 1), await StandingAsync(worker));
    }

    [Fact]
    public async Task RenewAsync_Held_PreventsTheHandOver()
    {
        var (first, second) = (await OpenAsync(ShortLease), await OpenAsync(ShortLease));
        await CommittedAsync(first, TestEvents.Batch(TestEvents.Down("a1"), Mail));
        var held = Assert.Single(await TakeAsync(first));
        var askedAt = TimeProvider.System.GetTimestamp();

        while (TimeProvider.System.GetElapsedTime(askedAt) < 2 * ShortLease)
        {
            Assert.Equal([held.Id], await first.Deliveries.RenewAsync([held.Id], Cancellation));
            Assert.Empty(await TakeAsync(second));
        }

        await TakeEventuallyAsync(second);
        Assert.Empty(await first.Deliveries.RenewAsync([held.Id], Cancellation));
    }

    [Fact]
    public async Task RenewAsync_DoneOrNeverHeld_IsNotHeld()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(new RoutedEvent(TestEvents.Down("a1", "a"), [Mail]), new RoutedEvent(TestEvents.Down("b1", "b"), [Mail])));
        var held = await TakeAsync(first);
        await RecordAsync(first, held[0], DeliveryState.Delivered);

        Assert.Equal([held[1].Id], await first.Deliveries.RenewAsync([held[0].Id, held[1].Id, long.MaxValue], Cancellation));
        Assert.Empty(await second.Deliveries.RenewAsync([held[1].Id], Cancellation));
    }

    [Fact]
    public async Task ReleaseAsync_Held_IsFreeAtOnceAndOthersStay()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(new RoutedEvent(TestEvents.Down("a1", "a"), [Mail]), new RoutedEvent(TestEvents.Down("b1", "b"), [Mail])));
        var held = await TakeAsync(first);

        await second.Deliveries.ReleaseAsync([.. held.Select(delivery => delivery.Id)], Cancellation);
        Assert.Empty(await TakeAsync(second));
        await first.Deliveries.ReleaseAsync([held[0].Id], Cancellation);

        Assert.Equal(held[0].Id, Assert.Single(await TakeAsync(second)).Id);
    }

    [Fact]
    public async Task TakeDueAsync_WorkerStartedAgainUnderItsName_DoesNotInheritClaims()
    {
        var killed = await OpenAsync(name: "one");
        await CommittedAsync(killed, TestEvents.Batch(TestEvents.Down("a1"), Mail));
        Assert.Single(await TakeAsync(killed));
        await killed.DisposeAsync();

        var again = await OpenAsync(name: "one");

        Assert.Equal("one", again.Name.Name);
        Assert.Empty(await TakeAsync(again));
    }

    [Fact]
    public async Task TakeDueAsync_ManyWorkersAtOnce_EachIsTakenOnceAndInOrderOfItsMaster()
    {
        const int Workers = 4;
        const int Masters = 60;
        const int Each = 10;
        var workers = new List<PostgresWorker>();
        for (var number = 0; number < Workers; number++)
        {
            workers.Add(await OpenAsync());
        }

        await CommittedAsync(workers[0], TestEvents.Batch([.. Enumerable.Range(0, Masters * Each).Select(
            number => new RoutedEvent(TestEvents.Down($"{number}", "m" + (number % Masters)), [Mail]))]));
        var sent = new ConcurrentQueue<(string Master, Guid Event)>();

        await Task.WhenAll(workers.Select((worker, index) => Task.Run(() => DrainAsync(worker, new Random(index)), Cancellation)));

        Assert.Equal(Masters * Each, sent.Count);
        var inOrder = Enumerable.Range(0, Masters * Each).ToLookup(number => "m" + (number % Masters), number => EventKey.ToId($"{number}"));
        var asSent = sent.ToLookup(entry => entry.Master, entry => entry.Event);
        Assert.All(inOrder, master => Assert.Equal(master, asSent[master.Key]));
        Assert.Equal(Masters * Each, await ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'Delivered' AND attempts = 1 AND claimed_by IS NULL"));

        async Task DrainAsync(PostgresWorker worker, Random chance)
        {
            while (sent.Count < Masters * Each)
            {
                var due = await TakeAsync(worker, chance.Next(1, 20));
                foreach (var delivery in due)
                {
                    sent.Enqueue((delivery.Event.Master!, delivery.Event.EventId));
                }

                await worker.Deliveries.RecordAsync(
                    [.. due.Select(delivery => new DeliveryResult(delivery.Id, DeliveryState.Delivered, TestEvents.Start))], Cancellation);
                await Task.Yield();
            }
        }
    }

    private static Task<IReadOnlyList<PendingDelivery>> TakeAsync(PostgresWorker worker, int limit = 10) =>
        worker.Deliveries.TakeDueAsync(Mail, TestEvents.Start, limit, Cancellation);

    private static async Task<PendingDelivery> TakeEventuallyAsync(PostgresWorker worker)
    {
        IReadOnlyList<PendingDelivery> taken = [];
        await Eventually.BecomesAsync(
            "another worker's delivery is taken",
            async _ => (taken = await TakeAsync(worker)).Count > 0 ? null : "nothing to take",
            Patience,
            cancellation: Cancellation);
        return Assert.Single(taken);
    }

    private static Task RecordAsync(PostgresWorker worker, PendingDelivery delivery, DeliveryState state) =>
        worker.Deliveries.RecordAsync([new DeliveryResult(delivery.Id, state, TestEvents.Start)], Cancellation);

    private static async Task<(DeliveryState State, int Attempts)> StandingAsync(PostgresWorker worker)
    {
        var delivery = Assert.Single(Assert.Single(await worker.Reader.ReadEventsAsync(new EventFilter(), Cancellation)).Deliveries);
        return (delivery.State, delivery.Attempts);
    }
}
