using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>What every provider has to keep; each inherits this.</summary>
public abstract partial class JournalCompliance : IAsyncLifetime
{
    private const string Mail = "mail";

    private const string Hook = "hook";

    private JournalHandle? opened;

    protected static DateTimeOffset Start => TestEvents.Start;

    protected FakeTimeProvider Time { get; } = new(TestEvents.Start);

    protected JournalHandle Handle => opened ?? throw new InvalidOperationException("Not opened.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IJournal Journal => Handle.Journal;

    private IDeliveryStore Deliveries => Handle.Deliveries;

    private IJournalReader Reader => Handle.Reader;

    private ISilenceStore Silences => Handle.Silences;

    public async ValueTask InitializeAsync() => opened = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        opened?.Dispose();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CommitAsync_EventWithDestinations_ReadsBackAsPublished()
    {
        var agreed = TestEvents.Down("k1");

        await CommitAsync(TestEvents.Batch(agreed, Mail, Hook));

        var journalled = Assert.Single(await ReadAsync());
        Assert.Equal(SentinelEventJson.Serialize(agreed.Event), SentinelEventJson.Serialize(journalled.Event));
        Assert.Equal(agreed.Event.AgreedAt, journalled.Event.AgreedAt);
        Assert.Equal([Mail, Hook], journalled.Deliveries.Select(delivery => delivery.Destination));
        Assert.All(journalled.Deliveries, delivery => Assert.Equal((DeliveryState.Pending, 0), (delivery.State, delivery.Attempts)));
    }

    [Fact]
    public async Task CommitAsync_KeyKnown_KeepsTheFirstWithItsDeliveries()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail));

        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("k1", at: Start.AddHours(1)), [Mail, Hook]), new RoutedEvent(TestEvents.Down("k2"), [Mail])));

        var events = await ReadAsync();
        Assert.Equal([EventKey.ToId("k1"), EventKey.ToId("k2")], events.Select(journalled => journalled.Event.EventId));
        Assert.Equal(Start, events[0].Event.AgreedAt);
        Assert.Equal(Mail, Assert.Single(events[0].Deliveries).Destination);
    }

    [Fact]
    public async Task CommitAsync_ReportsBesideTheLoopThatDecides_NeitherDisturbsTheOther()
    {
        const int rounds = 20;
        var loop = Task.Run(
            async () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    var taken = TestEvents.Snapshot(Start.AddMinutes(round), epoch: round);
                    await CommitAsync(new JournalBatch(
                        [taken], [new RoutedEvent(TestEvents.Down($"d{round}"), [Mail])], [], [new StateEntry("local", "a", $"{round}")]));
                }
            },
            Cancellation);
        for (var round = 0; round < rounds; round++)
        {
            await CommitAsync(TestEvents.Batch(TestEvents.Report($"r{round}"), Mail));
        }

        await loop;
        var kept = await ReadAsync();
        Assert.Equal(Ids("d"), kept.Where(journalled => journalled.Event is MasterDown).Select(journalled => journalled.Event.EventId));
        Assert.Equal(Ids("r"), kept.Where(journalled => journalled.Event is HealthReported).Select(journalled => journalled.Event.EventId));

        static IEnumerable<Guid> Ids(string letter) => Enumerable.Range(0, rounds).Select(round => EventKey.ToId($"{letter}{round}"));
    }

    [Fact]
    public async Task ReadAsync_OfAnIncident_GivesItsEventsInOrderWithWhoSaidSoLate()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("first", incident: "one"), []), new RoutedEvent(TestEvents.Down("other", incident: "two"), []), new RoutedEvent(TestEvents.Down("last", incident: "one"), [])));
        await CommitAsync(TestEvents.Batch(TestEvents.Witness("last", "late")));

        var events = await new JournalledIncidents(Reader).ReadAsync(EventKey.ToId("one"), Cancellation);
        Assert.Equal([EventKey.ToId("first"), EventKey.ToId("last")], events.Select(one => one.EventId));
        Assert.Equal([TestEvents.Sentinel.Id, "late"], events[1].Evidence.Select(evidence => evidence.Sentinel));
    }

    [Fact]
    public async Task ReadEventsAsync_ById_GivesThatOneOrNone()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r1"), Mail));
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r2"), Mail));

        Assert.Equal(EventKey.ToId("r2"), Assert.Single(await Reader.ReadEventsAsync(new EventFilter(Id: EventKey.ToId("r2")), Cancellation)).Event.EventId);
        Assert.Empty(await Reader.ReadEventsAsync(new EventFilter(Id: EventKey.ToId("r3")), Cancellation));
    }

    [Fact]
    public async Task ReadPastAsync_ClusterKindTimeAndLimit_GiveTheNewestInTheOrderOfDecision()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await CommitAsync(TestEvents.Batch(TestEvents.Down($"k{number}", at: Start.AddMinutes(number))));
        }

        await CommitAsync(TestEvents.Batch(TestEvents.Down("other", cluster: "other", at: Start.AddMinutes(3))));
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r1")));

        // From the second on, not the fifth, and of these three the newest two.
        var filter = new PastFilter(Start.AddMinutes(2), Start.AddMinutes(5), 2) { Cluster = "local", Kind = EventKind.MasterDown };
        var read = await Reader.ReadPastAsync(filter, Cancellation);
        Assert.Equal([EventKey.ToId("k3"), EventKey.ToId("k4")], read.Select(past => past.Event.EventId));
        Assert.True(read[0].Sequence < read[1].Sequence);
        Assert.Equal(4, (await Reader.ReadPastAsync(filter with { Cluster = null, Limit = 9 }, Cancellation)).Count);
        Assert.Empty(await Reader.ReadPastAsync(filter with { Kind = EventKind.MasterRecovered }, Cancellation));
    }

    [Fact]
    public async Task ReadPastAsync_Incident_GivesItsNewest()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1", incident: "i", at: Start)));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k2", incident: "i", at: Start.AddMinutes(1))));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k3", at: Start.AddMinutes(2))));

        var all = new PastFilter(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1) { Incident = EventKey.ToId("i") };
        Assert.Equal(EventKey.ToId("k2"), Assert.Single(await Reader.ReadPastAsync(all, Cancellation)).Event.EventId);
        Assert.Equal(EventKey.ToId("k1"), Assert.Single(await Reader.ReadPastAsync(all with { Before = Start.AddMinutes(1) }, Cancellation)).Event.EventId);
    }

    [Fact]
    public async Task CommitAsync_SameKeyTwiceInOneBatch_KeepsOne()
    {
        await CommitAsync(TestEvents.Batch(new RoutedEvent(TestEvents.Down("k1"), [Mail]), new RoutedEvent(TestEvents.Down("k1"), [Mail])));

        Assert.Single(Assert.Single(await ReadAsync()).Deliveries);
    }

    [Fact]
    public async Task CommitAsync_OnePartFails_WritesNothingAndTheNextGoesThrough()
    {
        var colliding = TestEvents.Down("k2");
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1")));
        var bad = new JournalBatch(
            [TestEvents.Heard(Start)],
            [
                new RoutedEvent(colliding, [Mail]),
                new RoutedEvent(colliding with { Key = "another key for the same id" }, [Mail]),
            ],
            [TestEvents.Witness("k1", "late")],
            [new StateEntry("local", "x", "1")]);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Journal.CommitAsync(bad, Cancellation));

        Assert.Empty(Assert.Single(await ReadAsync()).LateWitnesses);
        Assert.Empty(await Journal.LoadStateAsync(Cancellation));
        Assert.Empty(await Reader.CountDeliveriesAsync(Cancellation));
        await CommitAsync(bad with { Events = [new RoutedEvent(colliding, [Mail])] });
        Assert.Equal(2, (await ReadAsync()).Count);
        Assert.Single(await Journal.LoadStateAsync(Cancellation));
    }

    [Fact]
    public async Task CommitAsync_CancelledBefore_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail), new CancellationToken(canceled: true)));

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task CommitAsync_Witnesses_JoinTheirEventOnceAndUnknownEventsAreIgnored()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail));
        var witness = TestEvents.Witness("k1", "late");

        await CommitAsync(TestEvents.Batch(witness, witness, TestEvents.Witness("k1", "later"), TestEvents.Witness("unknown", "late")));

        var witnesses = Assert.Single(await ReadAsync()).LateWitnesses;
        Assert.Equal(["late", "later"], witnesses.Select(late => late.Sentinel));
        Assert.Equal(witness.Evidence, witnesses[0]);
    }

    [Fact]
    public async Task LoadStateAsync_AfterChangesAndReopening_GivesTheLastBodies()
    {
        await CommitAsync(TestEvents.Batch(new StateEntry("local", "a", "1"), new StateEntry("local", "b", "2"), new StateEntry("other", "a", "3")));
        await CommitAsync(TestEvents.Batch(new StateEntry("local", "a", "4"), new StateEntry("local", "b", (string?)null), new StateEntry("local", "none", (string?)null)));

        await ReopenAsync();

        Assert.Equal([new StateEntry("local", "a", "4"), new StateEntry("other", "a", "3")], await Journal.LoadStateAsync(Cancellation));
    }

    [Fact]
    public async Task CommitAsync_HostileText_ReadsBackUnchanged()
    {
        const string Hostile = "'; DROP TABLE event; --\" \\ \u0001\t\r\n $x$ @p %s \u2028 \U0001F600";
        var name = Hostile + new string('n', 100_000);
        var agreed = TestEvents.Down("key " + Hostile, master: name, cluster: Hostile);
        var body = "{\"a\":\"\\u0000" + new string('b', 1_000_000) + "\"}";

        await CommitAsync(new JournalBatch(
            [TestEvents.Heard(Start, name + "\0")],
            [new RoutedEvent(agreed, [Hostile])],
            [new LateWitness(agreed.Event.EventId, new Evidence(Hostile, Hostile, Start, EvidenceSource.Connection))],
            [new StateEntry(Hostile, name, body)]));

        var journalled = Assert.Single(await ReadAsync(new EventFilter(Cluster: Hostile, Master: name)));
        Assert.Equal((Hostile, name), (journalled.Event.Cluster, journalled.Event.Master));
        Assert.Equal(Hostile, Assert.Single(journalled.LateWitnesses).Address);
        Assert.Equal(new StateEntry(Hostile, name, body), Assert.Single(await Journal.LoadStateAsync(Cancellation)));
        var due = Assert.Single(await Deliveries.TakeDueAsync(Hostile, Start, 10, Cancellation));
        await Deliveries.RecordAsync([new DeliveryResult(due.Id, DeliveryState.Rejected, Start, null, Hostile, name)], Cancellation);
        Assert.Equal(name, Assert.Single(Assert.Single(await ReadAsync()).Deliveries).Detail);
    }

    [Fact]
    public async Task ReadEventsAsync_Filters_GiveWhatTheySay()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("k1"), [Mail]),
            new RoutedEvent(TestEvents.Down("k2", master: "m2", at: Start.AddMinutes(1)), [Mail]),
            new RoutedEvent(TestEvents.Down("k3", cluster: "other", at: Start.AddMinutes(2)), [Mail]),
            new RoutedEvent(TestEvents.Down("k4", master: null, at: Start.AddMinutes(3)), [Mail])));
        var all = await ReadAsync();

        Assert.Equal(4, all.Count);
        Assert.Equal(all.Select(journalled => journalled.Sequence).Order(), all.Select(journalled => journalled.Sequence));
        await ExpectAsync(new EventFilter(Cluster: "other"), "k3");
        await ExpectAsync(new EventFilter(Master: "m1"), "k1", "k3");
        await ExpectAsync(new EventFilter(Cluster: "local", Master: "m2"), "k2");
        await ExpectAsync(new EventFilter(Kind: EventKind.MasterDown), "k1", "k2", "k3", "k4");
        await ExpectAsync(new EventFilter(Kind: EventKind.MasterSwitched));
        await ExpectAsync(new EventFilter(Since: Start.AddMinutes(2)), "k3", "k4");
        await ExpectAsync(new EventFilter(Since: Start.AddMinutes(2).AddTicks(1)), "k4");
        await ExpectAsync(new EventFilter(After: all[1].Sequence), "k3", "k4");
        await ExpectAsync(new EventFilter(Limit: 2), "k1", "k2");

        async Task ExpectAsync(EventFilter filter, params string[] keys)
        {
            var events = await ReadAsync(filter);
            Assert.Equal(keys.Select(EventKey.ToId), events.Select(journalled => journalled.Event.EventId));
            Assert.All(events, journalled => Assert.Single(journalled.Deliveries));
        }
    }

    [Fact]
    public async Task TakeDueAsync_SeveralPerMaster_GivesTheOldestOfEach()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a1", "a"), [Mail, Hook]),
            new RoutedEvent(TestEvents.Down("b1", "b"), [Mail]),
            new RoutedEvent(TestEvents.Down("a2", "a"), [Mail]),
            new RoutedEvent(TestEvents.Down("none1", null), [Mail]),
            new RoutedEvent(TestEvents.Down("none2", null), [Mail]),
            new RoutedEvent(TestEvents.Down("a1 elsewhere", "a", "other"), [Mail]),
            new RoutedEvent(TestEvents.Down("none elsewhere", null, "other"), [Mail])));

        await ExpectDueAsync(Mail, Start, "a1", "b1", "none1", "a1 elsewhere", "none elsewhere");
        await ExpectDueAsync(Hook, Start, "a1");
        Assert.Equal(2, (await Deliveries.TakeDueAsync(Mail, Start, 2, Cancellation)).Count);

        await RecordFirstAsync(Mail, DeliveryState.Delivered, 4);
        await ExpectDueAsync(Mail, Start, "a2", "none2", "none elsewhere");
    }

    [Fact]
    public async Task TakeDueAsync_OldestWaits_HoldsBackTheNewerOfThatMasterOnly()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a1", "a"), [Mail]),
            new RoutedEvent(TestEvents.Down("a2", "a"), [Mail]),
            new RoutedEvent(TestEvents.Down("b1", "b"), [Mail])));
        var retryAt = Start.AddSeconds(30);

        await RecordFirstAsync(Mail, DeliveryState.Pending, 1, retryAt);

        await ExpectDueAsync(Mail, retryAt.AddTicks(-1), "b1");
        await ExpectDueAsync(Mail, retryAt, "a1", "b1");
        await RecordFirstAsync(Mail, DeliveryState.Rejected, 1, at: retryAt);
        await ExpectDueAsync(Mail, retryAt, "a2", "b1");
        var rejected = (await ReadAsync())[0].Deliveries[0];
        Assert.Equal((DeliveryState.Rejected, 2, (DateTimeOffset?)null), (rejected.State, rejected.Attempts, rejected.DeliveredAt));
    }

    [Fact]
    public async Task TakeDueAsync_AfterRetries_CarriesAttemptsAndTheFirstTime()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));
        Time.Advance(TimeSpan.FromHours(1));

        await RecordFirstAsync(Mail, DeliveryState.Pending, 1, Start.AddMinutes(1));
        await RecordFirstAsync(Mail, DeliveryState.Pending, 1, Start.AddMinutes(5), Start.AddMinutes(1));

        var due = Assert.Single(await Deliveries.TakeDueAsync(Mail, Start.AddMinutes(5), 10, Cancellation));
        Assert.Equal((2, Start, Mail), (due.Attempts, due.FirstDueAt, due.Destination));
        Assert.Equal(EventKey.ToId("a1"), due.Event.EventId);
    }

    [Fact]
    public async Task TakeDueAsync_ClockSetBackAfterCommit_NewDeliveryIsDue()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));

        await ExpectDueAsync(Mail, Start.AddHours(-1), "a1");
    }

    [Fact]
    public async Task TakeDueAsync_FiveHundredMasters_DrainsInOrderOfEach()
    {
        const int Masters = 500;
        const int Each = 3;
        await CommitAsync(TestEvents.Batch([.. Enumerable.Range(0, Masters * Each).Select(
            number => new RoutedEvent(TestEvents.Down($"{number / Masters} {number % Masters}", "m" + (number % Masters)), [Mail]))]));

        for (var round = 0; round < Each; round++)
        {
            var due = await Deliveries.TakeDueAsync(Mail, Start, 2 * Masters, Cancellation);
            Assert.Equal(
                Enumerable.Range(0, Masters).Select(master => EventKey.ToId($"{round} {master}")), due.Select(delivery => delivery.Event.EventId));
            await Deliveries.RecordAsync([.. due.Select(delivery => new DeliveryResult(delivery.Id, DeliveryState.Delivered, Start))], Cancellation);
        }

        Assert.Empty(await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation));
    }

    [Fact]
    public async Task NextDueAsync_Waiting_IsTheTimeOfTheOldestOfEachMaster()
    {
        Assert.Null(await Deliveries.NextDueAsync(Mail, Cancellation));
        await CommitAsync(TestEvents.Batch(new RoutedEvent(TestEvents.Down("a1", "a"), [Mail]), new RoutedEvent(TestEvents.Down("a2", "a"), [Mail])));
        Assert.Equal(Start, await Deliveries.NextDueAsync(Mail, Cancellation));
        Assert.Null(await Deliveries.NextDueAsync(Hook, Cancellation));

        // The second of the master has its time already, but has to wait for the first: to wake for it would be to spin.
        await RecordFirstAsync(Mail, DeliveryState.Pending, 1, Start.AddMinutes(3));
        Assert.Equal(Start.AddMinutes(3), await Deliveries.NextDueAsync(Mail, Cancellation));

        await CommitAsync(TestEvents.Batch(TestEvents.Down("b1", "b"), Mail));
        Assert.Equal(Start, await Deliveries.NextDueAsync(Mail, Cancellation));
    }

    [Fact]
    public async Task RecordAsync_Delivered_IsSeenInReadsAndCountsAndCannotBeUndone()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail, Hook));
        var row = Assert.Single(await Deliveries.TakeDueAsync(Mail, Start, 1, Cancellation));
        var deliveredAt = Start.AddSeconds(1).AddTicks(7);
        await Deliveries.RecordAsync([new DeliveryResult(row.Id, DeliveryState.Delivered, deliveredAt)], Cancellation);

        await Deliveries.RecordAsync(
            [new DeliveryResult(row.Id, DeliveryState.Pending, Start, Start), new DeliveryResult(long.MaxValue, DeliveryState.Delivered, Start)], Cancellation);

        var delivered = Assert.Single(await ReadAsync()).Deliveries.Single(delivery => delivery.Destination == Mail);
        Assert.Equal(new JournalledDelivery(row.Id, Mail, DeliveryState.Delivered, 1, deliveredAt, null, null, null), delivered);
        Assert.Equal(
            [new DeliveryCount(Hook, DeliveryState.Pending, 1), new DeliveryCount(Mail, DeliveryState.Delivered, 1)],
            await Reader.CountDeliveriesAsync(Cancellation));
    }

    [Theory]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Rejected)]
    public async Task RequeueAsync_Done_IsDueAsOnTheFirstDay(DeliveryState state)
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));
        await RecordFirstAsync(Mail, state, 1);
        var now = Start.AddDays(1);

        Assert.Equal(RequeueResult.Requeued, await Deliveries.RequeueAsync(EventKey.ToId("a1"), Mail, now, null, Cancellation));

        var due = Assert.Single(await Deliveries.TakeDueAsync(Mail, now, 10, Cancellation));
        Assert.Equal((0, now), (due.Attempts, due.FirstDueAt));
        var delivery = Assert.Single(Assert.Single(await ReadAsync()).Deliveries);
        Assert.Equal(new JournalledDelivery(due.Id, Mail, DeliveryState.Pending, 0, null, null, "Redelivered", null), delivery);
    }

    [Fact]
    public async Task RequeueAsync_NothingToRequeue_SaysWhy()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));

        Assert.Equal(RequeueResult.AlreadyPending, await Deliveries.RequeueAsync(EventKey.ToId("a1"), Mail, Start, null, Cancellation));
        Assert.Equal(RequeueResult.NotRouted, await Deliveries.RequeueAsync(EventKey.ToId("a1"), Hook, Start, null, Cancellation));
        Assert.Equal(RequeueResult.UnknownEvent, await Deliveries.RequeueAsync(EventKey.ToId("unknown"), Mail, Start, null, Cancellation));
    }

    [Fact]
    public async Task RemoveBeforeAsync_OldAndYoung_RemovesOldExceptUndeliveredAndLiveIncidents()
    {
        var old = Start.AddDays(-100);
        await CommitAsync(new JournalBatch(
            [TestEvents.Heard(old), TestEvents.Heard(Start)],
            [
                new RoutedEvent(TestEvents.Down("old, done", at: old), [Mail]),
                new RoutedEvent(TestEvents.Down("old, undelivered", at: old), [Hook]),
                new RoutedEvent(TestEvents.Down("old, of a young incident", at: old, incident: "i"), []),
                new RoutedEvent(TestEvents.Down("young", incident: "i"), []),
            ],
            [TestEvents.Witness("old, done", "late")],
            [new StateEntry("local", "a", "1")]));
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 1);

        // An observation, an event, its delivery and its witness.
        Assert.Equal(4, await Journal.RemoveBeforeAsync(Start.AddDays(-90), Cancellation));

        Assert.Equal(
            ["old, undelivered", "old, of a young incident", "young"],
            (await ReadAsync()).Select(journalled => NameOf(journalled, "old, undelivered", "old, of a young incident", "young")));
        Assert.Single(await Journal.LoadStateAsync(Cancellation));
        Assert.Equal(0, await Journal.RemoveBeforeAsync(Start.AddDays(-90), Cancellation));
    }

    [Fact]
    public async Task RemoveBeforeAsync_ReportsOfOneName_GoOneByOne()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r1", Start.AddDays(-100))));
        await CommitAsync(TestEvents.Batch(TestEvents.Report("r2")));

        Assert.Equal(1, await Journal.RemoveBeforeAsync(Start.AddDays(-90), Cancellation));

        Assert.Equal(EventKey.ToId("r2"), Assert.Single(await ReadAsync()).Event.EventId);
    }

    [Fact]
    public async Task RemoveBeforeAsync_MoreThanOnePiece_RemovesAll()
    {
        const int Count = 1700;
        await CommitAsync(new JournalBatch(
            [.. Enumerable.Range(0, Count).Select(number => TestEvents.Heard(Start.AddTicks(number)))],
            [.. Enumerable.Range(0, Count).Select(number => new RoutedEvent(TestEvents.Down("k" + number), []))],
            [],
            []));

        Assert.Equal(2 * Count, await Journal.RemoveBeforeAsync(Start.AddDays(1), Cancellation));

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task AllSides_AtTheSameTime_LoseAndRepeatNothing()
    {
        const int Batches = 200;
        const int Masters = 10;
        var token = Cancellation;
        var committing = Task.Run(
            async () =>
            {
                for (var number = 0; number < Batches; number++)
                {
                    await Journal.CommitAsync(
                        new JournalBatch(
                            [TestEvents.Heard(Start)],
                            [new RoutedEvent(TestEvents.Down("k" + number, "m" + (number % Masters)), [Mail, Hook])],
                            [],
                            [new StateEntry("local", "number", number.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
                        token);
                }
            },
            token);
        var delivering = new[] { Mail, Hook }.Select(destination => Task.Run(() => DrainAsync(destination), token)).ToArray();
        var reading = Task.Run(
            async () =>
            {
                do
                {
                    Assert.All(await Reader.ReadEventsAsync(new EventFilter(), token), journalled => Assert.Equal(2, journalled.Deliveries.Count));
                    await Journal.RemoveBeforeAsync(Start.AddDays(-1), token);
                }
                while (!committing.IsCompleted);
            },
            token);

        await Task.WhenAll([committing, reading, .. delivering]);

        var expected = Enumerable.Range(0, Batches).Select(number => EventKey.ToId("k" + number));
        foreach (var drained in delivering)
        {
            Assert.Equal(expected.Order(), (await drained).Order());
        }

        Assert.All(await Reader.CountDeliveriesAsync(token), count => Assert.Equal((DeliveryState.Delivered, Batches), (count.State, (int)count.Count)));

        async Task<List<Guid>> DrainAsync(string destination)
        {
            List<Guid> drained = [];
            while (drained.Count < Batches)
            {
                if (committing.IsFaulted)
                {
                    await committing;
                }

                var due = await Deliveries.TakeDueAsync(destination, Start, 100, token);
                drained.AddRange(due.Select(delivery => delivery.Event.EventId));
                await Deliveries.RecordAsync([.. due.Select(delivery => new DeliveryResult(delivery.Id, DeliveryState.Delivered, Start))], token);
                await Task.Yield();
            }

            return drained;
        }
    }

    /// <summary>Opens the journal of this test, the same each time.</summary>
    protected abstract Task<JournalHandle> OpenAsync();

    /// <summary>Removes what the test left.</summary>
    protected abstract ValueTask RemoveAsync();

    protected async Task ReopenAsync()
    {
        Handle.Dispose();
        opened = await OpenAsync();
    }

    protected Task CommitAsync(JournalBatch batch) => Journal.CommitAsync(batch, Cancellation);

    protected Task<IReadOnlyList<JournalledEvent>> ReadAsync(EventFilter? filter = null) =>
        Reader.ReadEventsAsync(filter ?? new EventFilter(), Cancellation);

    private static string NameOf(JournalledEvent journalled, params string[] keys) =>
        keys.SingleOrDefault(key => EventKey.ToId(key) == journalled.Event.EventId) ?? "unexpected";

    private async Task ExpectDueAsync(string destination, DateTimeOffset now, params string[] keys) => Assert.Equal(
        keys.Select(EventKey.ToId),
        (await Deliveries.TakeDueAsync(destination, now, 100, Cancellation)).Select(delivery => delivery.Event.EventId));

    private async Task RecordFirstAsync(
        string destination, DeliveryState state, int count, DateTimeOffset? notBefore = null, DateTimeOffset? at = null)
    {
        var due = await Deliveries.TakeDueAsync(destination, at ?? Start, count, Cancellation);
        Assert.Equal(count, due.Count);
        await Deliveries.RecordAsync(
            [.. due.Select(delivery => new DeliveryResult(delivery.Id, state, at ?? Start, notBefore, state == DeliveryState.Delivered ? null : "Refused"))],
            Cancellation);
    }
}
