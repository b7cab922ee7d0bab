using Npgsql;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Commits batches over one connection, which it owns.</summary>
internal sealed class PostgresCommitter(NpgsqlConnection connection, PostgresRevisions revisions) : IDisposable
{
    private readonly BatchWriter batches = new(connection, PostgresDialect.Instance);
    private readonly PostgresStateWriter states = new(connection);

    public async Task<CommitResult> CommitAsync(
        JournalBatch batch, IReadOnlyList<ObservationRow> observations, string worker, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var clusters = ClustersOf(batch);
        var rows = clusters.Length == 0 ? [] : await PostgresRevisions.LockAsync(transaction, clusters, cancellation);
        var decides = batch.State.Count > 0 || batch.Events.Any(routed => routed.Agreed.Event.Kind != EventKind.HealthReported);
        if (decides && revisions.AreNewer(rows))
        {
            var newer = await revisions.ReadNewerAsync(transaction, rows, cancellation);
            await transaction.RollbackAsync(CancellationToken.None);
            revisions.Remember(rows);
            return new CommitResult.Overtaken(newer);
        }

        await batches.WriteAsync(batch, observations, worker, now, transaction);

        // A report is no decision upon the state. It only waits for its turn, so that the pipeline alone is told what others changed.
        var advanced = decides ? rows.Select(row => row with { Revision = row.Revision + 1 }).ToList() : [];
        if (advanced.Count > 0)
        {
            await states.WriteAsync(batch.State, advanced, transaction);
            await PostgresRevisions.AdvanceAsync(transaction, clusters, CancellationToken.None);
        }

        // Where the answer to this is lost, the next attempt finds another revision than it knows, and is told of its own entries.
        await transaction.CommitAsync(CancellationToken.None);
        revisions.Remember(advanced);
        return CommitResult.Committed.Instance;
    }

    public void Dispose()
    {
        batches.Dispose();
        states.Dispose();
        connection.Dispose();
    }

    // Witnesses name no cluster; what made somebody a witness is in the state that comes with them.
    private static string[] ClustersOf(JournalBatch batch) =>
    [
        .. batch.Events.Select(routed => routed.Agreed.Event.Cluster)
            .Concat(batch.State.Select(entry => entry.Cluster))
            .Distinct(StringComparer.Ordinal)
            .Select(PostgresDialect.Instance.ToColumn),
    ];
}
