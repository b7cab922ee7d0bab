using Npgsql;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Journal;

/// <summary>Sequence numbers that are committed in another order than they were taken in.</summary>
public sealed class PostgresSettledTests(PostgresFixture servers) : PostgresTests(servers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadSettledAsync_AnEarlierNumberIsNotCommittedYet_DoesNotPassIt(bool commits)
    {
        var worker = await OpenAsync();
        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down("k1")));
        await using var connection = await worker.Database.OpenAsync(Cancellation);
        await using var slow = await connection.BeginTransactionAsync(Cancellation);
        await InsertAsync(slow);
        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down("k3")));

        // Whoever goes on from the highest number that there is to see would never see the one between.
        Assert.Equal([1, 3], await ReadAsync(worker, 0, null));
        Assert.Equal(1, await worker.Reader.ReadSettledAsync(0, Cancellation));
        Assert.Equal(1, await worker.Reader.ReadSettledAsync(1, Cancellation));

        await (commits ? slow.CommitAsync(Cancellation) : slow.RollbackAsync(Cancellation));

        Assert.Equal(3, await worker.Reader.ReadSettledAsync(1, Cancellation));
        Assert.Equal(commits ? [2, 3] : [3], await ReadAsync(worker, 1, 3));
    }

    [Fact]
    public async Task ReadSettledAsync_AWriterThatHasNoNumberBelow_DelaysNothing()
    {
        var worker = await OpenAsync();
        await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down("k1")));
        await using var connection = await worker.Database.OpenAsync(Cancellation);
        await using var slow = await connection.BeginTransactionAsync(Cancellation);
        await InsertAsync(slow);

        Assert.Equal(1, await worker.Reader.ReadSettledAsync(0, Cancellation));
    }

    [Fact]
    public async Task ReadSettledAsync_ManyWritersAtOnce_LeadsAReaderToEveryEventOnce()
    {
        const int Each = 60;
        string[] clusters = ["a", "b", "c"];
        var reader = await OpenAsync();
        var writing = Task.WhenAll(clusters.Select(async cluster =>
        {
            var worker = await OpenAsync(name: cluster);
            for (var number = 0; number < Each; number++)
            {
                await CommittedAsync(worker, TestEvents.Batch(TestEvents.Down($"{cluster}{number}", cluster: cluster)));
            }
        }));

        List<long> seen = [];
        var place = 0L;
        bool done;
        do
        {
            done = writing.IsCompleted;
            var settled = await reader.Reader.ReadSettledAsync(place, Cancellation);
            seen.AddRange(await ReadAsync(reader, place, settled));
            place = settled;
        }
        while (!done);

        await writing;
        Assert.Equal(await ReadAsync(reader, 0, null), seen);
        Assert.Equal(clusters.Length * Each, seen.Count);
    }

    private static async Task<IEnumerable<long>> ReadAsync(PostgresWorker worker, long after, long? upTo) =>
        (await worker.Reader.ReadEventsAsync(new EventFilter(After: after, UpTo: upTo), Cancellation)).Select(one => one.Sequence);

    /// <summary>Another worker's event of another cluster, in a transaction that has not ended.</summary>
    private static async Task InsertAsync(NpgsqlTransaction transaction)
    {
        var told = TestEvents.Down("k2", cluster: "other").Event;
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO event (event_id, key, kind, cluster, generation, epoch, severity, incident_id, occurred_at, agreed_at, body)
            SELECT $1, 'k2', kind, 'other', generation, epoch, severity, $1, occurred_at, agreed_at, $2 FROM event WHERE sequence = 1
            """,
            transaction.Connection,
            transaction);
        command.Parameters.AddWithValue(told.EventId.ToString());
        command.Parameters.AddWithValue(SentinelEventJson.Serialize(told));
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }
}
