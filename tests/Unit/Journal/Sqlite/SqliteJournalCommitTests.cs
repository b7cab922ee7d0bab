using Dapper;
using Microsoft.Data.Sqlite;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Unit.Journal.Sqlite;

public sealed class SqliteJournalCommitTests : IDisposable
{
    private const int FullDisk = 13;

    private const string UsedPages = "PRAGMA page_count";

    private readonly SqliteFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CommitAsync_WhatItAdded_IsWhatWouldBeRead()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        var quiet = await handle.Deliveries.QuietUntilAsync("mail", Cancellation);

        var committed = Assert.IsType<CommitResult.Committed>(await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail", "hook"), Cancellation));

        var added = Assert.Single(committed.Events);
        Assert.Equal(quiet + 1, added.Sequence);
        Assert.Equal(["mail", "hook"], added.Deliveries.Select(delivery => delivery.Destination));
        var read = Assert.Single(await handle.Deliveries.TakeDueAsync("mail", DateTimeOffset.MaxValue, 10, Cancellation));
        Assert.Equal(read with { Event = added.Event }, added.Deliveries[0]);
        Assert.Equal(read.Event.EventId, added.Event.EventId);
    }

    [Fact]
    public async Task CommitAsync_KeyKnown_AddsNothing()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation);

        Assert.Empty(Assert.IsType<CommitResult.Committed>(await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation)).Events);
    }

    [Fact]
    public async Task QuietUntilAsync_WhileSomethingWaits_IsNothing()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation);

        Assert.Null(await handle.Deliveries.QuietUntilAsync("mail", Cancellation));
        Assert.Equal(1, await handle.Deliveries.QuietUntilAsync("hook", Cancellation));

        var waiting = Assert.Single(await handle.Deliveries.TakeDueAsync("mail", DateTimeOffset.MaxValue, 10, Cancellation));
        await handle.Deliveries.RecordAsync([new DeliveryResult(waiting.Id, DeliveryState.Delivered, TestEvents.Start)], Cancellation);
        Assert.Equal(1, await handle.Deliveries.QuietUntilAsync("mail", Cancellation));
    }

    [Fact]
    public async Task CommitAsync_DiskFull_ThrowsWritesNothingAndTheSameBatchGoesThroughOnce()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        var writer = ((SqliteJournal)handle.Journal).Writer;
        await SetLargestAsync("page_count");
        var large = new JournalBatch(
            [TestEvents.Heard(TestEvents.Start)],
            [new RoutedEvent(TestEvents.Down("k1"), ["mail"])],
            [],
            [new StateEntry("local", "large", new string('x', 1_000_000))]);

        var failure = await Assert.ThrowsAsync<SqliteException>(() => handle.Journal.CommitAsync(large, Cancellation));

        Assert.Equal(FullDisk, failure.SqliteErrorCode);
        Assert.Equal(0, folder.Scalar("SELECT COUNT(*) FROM event") + folder.Scalar("SELECT COUNT(*) FROM observation") + folder.Scalar("SELECT COUNT(*) FROM state"));
        await Assert.ThrowsAsync<SqliteException>(() => handle.Journal.CommitAsync(large, Cancellation));
        await SetLargestAsync("1000000");
        await handle.Journal.CommitAsync(large, Cancellation);
        Assert.Single(Assert.Single(await handle.Reader.ReadEventsAsync(new EventFilter(), Cancellation)).Deliveries);
        Assert.Equal(1, folder.Scalar("SELECT COUNT(*) FROM observation"));

        Task SetLargestAsync(string pages) => writer.WriteAsync(
            async transaction =>
            {
                var now = pages == "page_count" ? await transaction.Connection!.ExecuteScalarAsync<long>("PRAGMA page_count") : long.Parse(pages, System.Globalization.CultureInfo.InvariantCulture);
                return await transaction.Connection!.ExecuteScalarAsync<long>($"PRAGMA max_page_count = {now}");
            },
            Cancellation);
    }

    [Fact]
    public async Task CommitAsync_DatabaseRollsBackByItself_ThrowsAndTheSameBatchGoesThroughOnce()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        folder.Execute("CREATE TRIGGER fail BEFORE INSERT ON delivery BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END");
        var batch = TestEvents.Batch(TestEvents.Down("k1"), "mail");

        await Assert.ThrowsAnyAsync<SqliteException>(() => handle.Journal.CommitAsync(batch, Cancellation));

        Assert.Equal(0, folder.Scalar("SELECT COUNT(*) FROM event"));
        folder.Execute("DROP TRIGGER fail");
        await handle.Journal.CommitAsync(batch, Cancellation);
        Assert.Single(Assert.Single(await handle.Reader.ReadEventsAsync(new EventFilter(), Cancellation)).Deliveries);
    }

    [Fact]
    public async Task CommitAsync_FailsOnANewSnapshot_KeepsItInFullWhenTriedAgain()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        folder.Execute("CREATE TRIGGER fail BEFORE INSERT ON observation BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var batch = TestEvents.Batch(TestEvents.Snapshot(TestEvents.Start));
        await Assert.ThrowsAnyAsync<SqliteException>(() => handle.Journal.CommitAsync(batch, Cancellation));
        folder.Execute("DROP TRIGGER fail");

        await handle.Journal.CommitAsync(batch, Cancellation);

        Assert.Equal(1, folder.Scalar("SELECT COUNT(*) FROM observation WHERE type = 'snapshot'"));
    }

    [Fact]
    public async Task CommitAsync_ObservationOfANameOfAllSorts_KeepsItAsTextThatIsJson()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);

        await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Heard(TestEvents.Start, TestEvents.AllSorts)), Cancellation);

        Assert.Equal(1, folder.Scalar("SELECT COUNT(*) FROM observation WHERE typeof(body) = 'text' AND json_valid(body) AND json_extract(body, '$.message.master.name') = master"));
    }

    [Fact]
    public async Task OpenAsync_CopyTakenInTheMiddleOfATransaction_HoldsOnlyWhatWasCommitted()
    {
        using var crashed = new SqliteFolder();
        using (var handle = await folder.OpenAsync(TimeProvider.System))
        {
            await handle.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation);
            var before = new FileInfo(folder.File + "-wal").Length;
            await ((SqliteJournal)handle.Journal).Writer.WriteAsync(
                async transaction =>
                {
                    // So small a cache that uncommitted pages reach the log.
                    await transaction.Connection!.ExecuteAsync("PRAGMA cache_size = 1");
                    for (var number = 0; number < 200; number++)
                    {
                        await transaction.Connection!.ExecuteAsync(
                            "INSERT INTO state (cluster, name, body) VALUES ('local', @number, @body)", new { number, body = new string('x', 5000) }, transaction);
                    }

                    File.Copy(folder.File, crashed.File);
                    File.Copy(folder.File + "-wal", crashed.File + "-wal");
                    return 0;
                },
                Cancellation);
            Assert.True(new FileInfo(crashed.File + "-wal").Length > before + 100_000, "The open transaction did not reach the log, so the test shows nothing.");
        }

        using var recovered = await crashed.OpenAsync(TimeProvider.System);
        Assert.Single(await recovered.Reader.ReadEventsAsync(new EventFilter(), Cancellation));
        Assert.Empty(await recovered.Journal.LoadStateAsync(Cancellation));
        await recovered.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k2"), "mail"), Cancellation);
    }

    [Fact]
    public async Task CommitAsync_ThousandSingleEvents_TakesMilliseconds()
    {
        const int Commits = 1000;
        using var handle = await folder.OpenAsync(TimeProvider.System);
        var took = new List<TimeSpan>(Commits);
        for (var number = 0; number < Commits; number++)
        {
            var batch = new JournalBatch(
                [TestEvents.Heard(TestEvents.Start)],
                [new RoutedEvent(TestEvents.Down("k" + number), ["bus", "mail", "hook"])],
                [],
                [new StateEntry("local", "master/m1", new string('x', 2000))]);
            var from = TimeProvider.System.GetTimestamp();
            await handle.Journal.CommitAsync(batch, Cancellation);
            took.Add(TimeProvider.System.GetElapsedTime(from));
        }

        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"single-event commits: median {took[Commits / 2].TotalMilliseconds:F2} ms, p99 {took[Commits * 99 / 100].TotalMilliseconds:F2} ms, max {took[^1].TotalMilliseconds:F2} ms");
        Assert.True(took[Commits / 2] < TimeSpan.FromMilliseconds(250), $"The median commit took {took[Commits / 2]}.");
    }

    [Fact]
    public async Task CommitAsync_ThreeSentinelsEveryTenSecondsForADay_GrowsByLittle()
    {
        using var handle = await folder.OpenAsync(TimeProvider.System);
        var sentinels = Enumerable.Range(0, 3).Select(number => TestEvents.Sentinel with { Id = new string((char)('a' + number), 40) }).ToArray();
        var before = folder.Scalar(UsedPages);
        for (var hour = 0; hour < 24; hour++)
        {
            await handle.Journal.CommitAsync(
                TestEvents.Batch([.. Enumerable.Range(0, 360).SelectMany(tick => sentinels.Select(
                    sentinel => TestEvents.Snapshot(TestEvents.Start.AddHours(hour).AddSeconds(10 * tick), sentinel, masters: 3)))]),
                Cancellation);
        }

        var rows = folder.Scalar("SELECT COUNT(*) FROM observation");
        var bytes = 4096 * (folder.Scalar(UsedPages) - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"a quiet day of 3 sentinels, 3 masters, a snapshot each 10 s: {rows} rows, {bytes / 1024} KiB");
        Assert.InRange(rows, 3, 3 * 24 * 60);
        Assert.InRange(bytes, 0, 2 * 1024 * 1024);
    }
}
