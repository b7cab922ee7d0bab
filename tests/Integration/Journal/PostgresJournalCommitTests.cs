using System.Data.Common;
using System.Globalization;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Journal;

/// <summary>Two workers that decide about the same clusters.</summary>
public sealed class PostgresJournalCommitTests(PostgresFixture servers) : PostgresTests(servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task CommitAsync_OtherWasFirst_WritesNothingAndGivesWhatTheOtherChanged()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(new StateEntry("local", "a", "1"), new StateEntry("local", "b", "2")));

        var mine = new JournalBatch(
            [TestEvents.Heard(TestEvents.Start)], [new RoutedEvent(TestEvents.Down("k1"), ["mail"])], [], [new StateEntry("local", "a", "mine")]);
        Assert.Equal([new StateEntry("local", "a", "1"), new StateEntry("local", "b", "2")], await OvertakenAsync(second, mine));

        Assert.Equal("1", (await first.Journal.LoadStateAsync(Cancellation))[0].Body);
        Assert.Empty(await first.Reader.ReadEventsAsync(new EventFilter(), Cancellation));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM observation"));

        // It knows the newer state now, so what it decides upon that is kept; and then the first is the one behind.
        await CommittedAsync(second, mine);
        Assert.Equal([new StateEntry("local", "a", "mine")], await OvertakenAsync(first, State("b", "3")));
        await CommittedAsync(first, State("b", "3"));
    }

    [Fact]
    public async Task CommitAsync_OtherRemovedAnEntry_IsToldSo()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(new StateEntry("local", "a", "1"), new StateEntry("local", "b", "2")));
        await OvertakenAsync(second, State("a", "x"));

        await CommittedAsync(first, State("b", null));

        Assert.Equal([new StateEntry("local", "b", (string?)null)], await OvertakenAsync(second, State("a", "x")));
        Assert.Equal([new StateEntry("local", "a", "1")], await second.Journal.LoadStateAsync(Cancellation));
        await CommittedAsync(second, State("b", "again"));
        Assert.Equal([new StateEntry("local", "b", "again")], await OvertakenAsync(first, State("a", "x")));
    }

    [Fact]
    public async Task CommitAsync_AfterLoadState_DoesNotConflict()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, State("a", "1"));

        Assert.Equal([new StateEntry("local", "a", "1")], await second.Journal.LoadStateAsync(Cancellation));

        await CommittedAsync(second, State("a", "2"));
    }

    [Fact]
    public async Task CommitAsync_OtherClusters_DoNotConflict()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());

        for (var round = 0; round < 3; round++)
        {
            await CommittedAsync(first, State("a", "1", "one"));
            await CommittedAsync(second, State("a", "1", "two"));
        }

        // A batch about both: only what the other changed is told.
        Assert.Equal(
            [new StateEntry("one", "a", "1")],
            await OvertakenAsync(second, TestEvents.Batch(new StateEntry("one", "a", "x"), new StateEntry("two", "a", "x"))));
    }

    [Fact]
    public async Task CommitAsync_ReportAlone_IsKeptWhateverOthersDecidedAndTakesNoNewsAway()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, State("a", "1"));

        await CommittedAsync(second, TestEvents.Batch(TestEvents.Report("r1"), "mail"));
        Assert.Equal([new StateEntry("local", "a", "1")], await OvertakenAsync(second, State("a", "x")));

        await CommittedAsync(second, TestEvents.Batch(TestEvents.Report("r2"), "mail"));
        await CommittedAsync(first, State("a", "2"));
        await CommittedAsync(first, TestEvents.Batch(TestEvents.Report("r1"), "mail", "hook"));

        var kept = await first.Reader.ReadEventsAsync(new EventFilter(), Cancellation);
        Assert.Equal([EventKey.ToId("r1"), EventKey.ToId("r2")], kept.Select(journalled => journalled.Event.EventId));
        Assert.All(kept, journalled => Assert.Equal("mail", Assert.Single(journalled.Deliveries).Destination));
    }

    [Fact]
    public async Task CommitAsync_EventsWithoutState_CountAsADecision()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, TestEvents.Batch(TestEvents.Down("k1"), "mail"));

        Assert.Empty(await OvertakenAsync(second, TestEvents.Batch(TestEvents.Down("k2"), "mail")));
        await CommittedAsync(second, TestEvents.Batch(TestEvents.Down("k1"), "mail"));

        Assert.Single(Assert.Single(await first.Reader.ReadEventsAsync(new EventFilter(), Cancellation)).Deliveries);
    }

    [Fact]
    public async Task CommitAsync_ObservationsOnly_NeverConflictNorWait()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, State("a", "1"));
        await using var holder = await first.Database.OpenAsync(Cancellation);
        await using var transaction = await holder.BeginTransactionAsync(Cancellation);
        await using var command = holder.CreateCommand();
        command.CommandText = "SELECT * FROM cluster_revision FOR UPDATE";
        await command.ExecuteNonQueryAsync(Cancellation);

        await CommittedAsync(second, TestEvents.Batch(TestEvents.Heard(TestEvents.Start)));

        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM observation"));
    }

    [Fact]
    public async Task CommitAsync_ObservationOfANameOfAllSorts_KeepsItAsJson()
    {
        var worker = await OpenAsync();

        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Heard(TestEvents.Start, TestEvents.AllSorts)));

        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM observation WHERE body::json #>> '{message,master,name}' = master"));
    }

    [Fact]
    public async Task CommitAsync_ConnectionBreaksBeforeCommit_TheNextAttemptIsKept()
    {
        await using var proxy = new CuttingProxy(Server.Port);
        var worker = await OpenAsync(proxy: proxy.Port);
        var batch = new JournalBatch([], [new RoutedEvent(TestEvents.Down("k1"), ["mail"])], [], [new StateEntry("local", "a", "1")]);
        proxy.CutNextCommit(CuttingProxy.Cut.BeforeTheServer);

        await Assert.ThrowsAnyAsync<DbException>(() => CommitAsync(worker, batch));
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM event"));

        await CommittedAsync(worker, batch);
        Assert.Single(await worker.Reader.ReadEventsAsync(new EventFilter(), Cancellation));
    }

    [Fact]
    public async Task CommitAsync_AnswerToCommitIsLost_TheNextAttemptFindsItsOwnAndRepeatsNothing()
    {
        await using var proxy = new CuttingProxy(Server.Port);
        var worker = await OpenAsync(proxy: proxy.Port);
        await CommittedAsync(worker, State("b", "0"));
        var batch = new JournalBatch([], [new RoutedEvent(TestEvents.Down("k1"), ["mail"])], [], [new StateEntry("local", "a", "1"), new StateEntry("local", "b", (string?)null)]);
        proxy.CutNextCommit(CuttingProxy.Cut.AfterTheServer);

        await Assert.ThrowsAnyAsync<DbException>(() => CommitAsync(worker, batch));
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM event"));

        Assert.Equal([new StateEntry("local", "a", "1"), new StateEntry("local", "b", (string?)null)], await OvertakenAsync(worker, batch));

        // Whoever decides the same again changes nothing; whoever decides on, goes on.
        await CommittedAsync(worker, batch);
        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down("k2"), "mail"));
        var events = await worker.Reader.ReadEventsAsync(new EventFilter(), Cancellation);
        Assert.Equal([EventKey.ToId("k1"), EventKey.ToId("k2")], events.Select(journalled => journalled.Event.EventId));
        Assert.All(events, journalled => Assert.Single(journalled.Deliveries));
    }

    [Fact]
    public async Task CommitAsync_OtherIsFrozenInTheMiddle_GoesOnWithinSeconds()
    {
        await using var proxy = new CuttingProxy(Server.Port);
        var (frozen, other) = (await OpenAsync(proxy: proxy.Port), await OpenAsync());
        proxy.CutNextCommit(CuttingProxy.Cut.Held);
        var never = CommitAsync(frozen, State("a", "frozen"));
        await Eventually.BecomesAsync("it holds the lock", () => proxy.Cuts == 1 ? null : "not yet", Patience, cancellation: Cancellation);

        // Longer than a statement may wait is no failure of the test: the caller tries again, as the pipeline does.
        await Eventually.BecomesAsync(
            "the other commits",
            async _ => await CommitAsync(other, State("a", "other")) is CommitResult.Committed ? null : "overtaken",
            Patience,
            cancellation: Cancellation);

        Assert.Equal("other", Assert.Single(await other.Journal.LoadStateAsync(Cancellation)).Body);
        await Assert.ThrowsAnyAsync<DbException>(() => never);
    }

    [Fact]
    public async Task CommitAsync_ManyWorkersCountUp_LosesNoDecisionAndNumbersEventsInOrder()
    {
        const int Workers = 4;
        const int Each = 40;
        var workers = new List<PostgresWorker>();
        for (var number = 0; number < Workers; number++)
        {
            workers.Add(await OpenAsync());
        }

        // Each decision is the sum so far and one more: one that was made upon an old state would be missing in the end. Two clusters in every batch, in
        // either order, so that locks taken in the order of the batch would meet as a deadlock.
        await Task.WhenAll(workers.Select((worker, index) => Task.Run(() => CountAsync(worker, index), Cancellation)));

        var total = (Workers * Each).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            [new StateEntry("one", "sum", total), new StateEntry("two", "sum", total)], await workers[0].Journal.LoadStateAsync(Cancellation));
        var events = await workers[0].Reader.ReadEventsAsync(new EventFilter(), Cancellation);
        Assert.Equal(
            Enumerable.Range(1, Workers * Each).Select(sum => EventKey.ToId($"sum {sum}")), events.Select(journalled => journalled.Event.EventId));

        async Task CountAsync(PostgresWorker worker, int index)
        {
            var sum = 0;
            for (var done = 0; done < Each;)
            {
                var next = (sum + 1).ToString(CultureInfo.InvariantCulture);
                StateEntry[] state = [new("one", "sum", next), new("two", "sum", next)];
                var batch = new JournalBatch(
                    [], [new RoutedEvent(TestEvents.Down($"sum {next}", cluster: "one"), ["mail"])], [], index % 2 == 0 ? state : [.. state.Reverse()]);
                switch (await CommitAsync(worker, batch))
                {
                    case CommitResult.Committed:
                        sum++;
                        done++;
                        break;
                    case CommitResult.Overtaken overtaken:
                        sum = int.Parse(overtaken.Newer[0].Body!, CultureInfo.InvariantCulture);
                        break;
                }
            }
        }
    }

    [Fact]
    public async Task CommitAsync_NamesTooLongForAnIndex_AreKept()
    {
        var worker = await OpenAsync();

        // What does not compress is what an index entry cannot hold.
        var random = new Random(1);
        var name = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next('!', '~')));
        await CommittedAsync(worker, new JournalBatch(
            [TestEvents.Heard(TestEvents.Start, name)],
            [new RoutedEvent(TestEvents.Down("key " + name, name), ["mail"])],
            [new LateWitness(EventKey.ToId("key " + name), new Contracts.Evidence(name, name, TestEvents.Start, Contracts.EvidenceSource.PubSub))],
            [new StateEntry("local", name, "1")]));

        Assert.Equal(name, Assert.Single(await worker.Journal.LoadStateAsync(Cancellation)).Name);
        Assert.Single(await worker.Reader.ReadEventsAsync(new EventFilter(Master: name), Cancellation));
        Assert.Single(await worker.Deliveries.TakeDueAsync("mail", TestEvents.Start, 10, Cancellation));
    }

    [Fact]
    public async Task RemoveBeforeAsync_TwoWorkersAtOnceUnderLoad_FailNowhereAndRemoveAll()
    {
        const int Count = 3000;
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await CommittedAsync(first, new JournalBatch(
            [.. Enumerable.Range(0, Count).Select(number => TestEvents.Heard(TestEvents.Start.AddTicks(number)))],
            [.. Enumerable.Range(0, Count).Select(number => new RoutedEvent(TestEvents.Down("old " + number), []))],
            [],
            []));
        await second.Journal.LoadStateAsync(Cancellation);

        var removing = new[] { first, second }
            .Select(worker => Task.Run(() => worker.Journal.RemoveBeforeAsync(TestEvents.Start.AddDays(1), Cancellation), Cancellation)).ToArray();
        for (var number = 0; number < 50; number++)
        {
            await CommittedAsync(second, TestEvents.Batch(TestEvents.Down("new " + number, at: TestEvents.Start.AddDays(2)), "mail"));
        }

        var removed = await Task.WhenAll(removing);

        // Whoever found the other at it left the rest to it.
        Assert.Equal(2 * Count, removed.Sum() + await first.Journal.RemoveBeforeAsync(TestEvents.Start.AddDays(1), Cancellation));
        Assert.Equal(50, (await first.Reader.ReadEventsAsync(new EventFilter(), Cancellation)).Count);
    }
}
