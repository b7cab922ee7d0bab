using System.Data;
using Dapper;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>
/// How many decisions each cluster has seen, as this worker knows. The rows are locked before anything is decided for good, so a cluster's decisions come
/// one after the other, and its events are numbered in the order in which they are committed.
/// </summary>
internal sealed class PostgresRevisions
{
    // A worker that is frozen with the lock in its hands must not stop the others: the server ends its session.
    private const string Lock = """
        SELECT set_config('idle_in_transaction_session_timeout', '10s', true);
        INSERT INTO cluster_revision (cluster, revision)
        SELECT cluster, 0 FROM unnest(@clusters) AS wanted (cluster) ORDER BY cluster
        ON CONFLICT (cluster) DO NOTHING;
        SELECT cluster AS Cluster, revision AS Revision FROM cluster_revision WHERE cluster = ANY(@clusters) ORDER BY cluster FOR UPDATE
        """;

    private const string Newer = """
        SELECT s.cluster AS Cluster, s.name AS Name, s.body AS Body
        FROM unnest(@clusters, @seen) AS known (cluster, revision) JOIN state s ON s.cluster = known.cluster AND s.revision > known.revision
        ORDER BY s.cluster, s.name
        """;

    private const string Advance = "UPDATE cluster_revision SET revision = revision + 1 WHERE cluster = ANY(@clusters)";

    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);

    /// <summary>Learns all of them, in the transaction that reads the state.</summary>
    public async Task LoadAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var rows = await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(
            "SELECT cluster AS Cluster, revision AS Revision FROM cluster_revision", transaction: transaction, cancellationToken: cancellation));
        seen.Clear();
        Remember(rows);
    }

    /// <summary>Waits for the clusters' locks, which end with the transaction.</summary>
    /// <returns>The revisions as they are now.</returns>
    public static async Task<IReadOnlyList<Row>> LockAsync(NpgsqlTransaction transaction, string[] clusters, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        try
        {
            await using var results = await connection.QueryMultipleAsync(new CommandDefinition(Lock, new { clusters }, transaction, cancellationToken: cancellation));
            await results.ReadAsync<string>();
            return (await results.ReadAsync<Row>()).AsList();
        }
        catch (InvalidOperationException closed) when (closed is not ObjectDisposedException && connection.State != ConnectionState.Open)
        {
            // A connection that breaks between the two results is told as a misuse of the reader; it is the database that is away.
            throw new NpgsqlException("The connection broke while the clusters' locks were waited for.", closed);
        }
    }

    /// <summary>Whether another worker decided about one of them since.</summary>
    public bool AreNewer(IReadOnlyList<Row> rows) => rows.Any(row => row.Revision != Seen(row));

    /// <summary>The state entries that were changed since, removed ones included.</summary>
    public async Task<IReadOnlyList<StateEntry>> ReadNewerAsync(NpgsqlTransaction transaction, IReadOnlyList<Row> rows, CancellationToken cancellation)
    {
        var changed = rows.Where(row => row.Revision != Seen(row)).ToList();
        var parameters = new
        {
            clusters = changed.Select(row => row.Cluster).ToArray(),

            // A revision that went back is a database that was restored: then all it holds is news.
            seen = changed.Select(row => row.Revision < Seen(row) ? -1 : Seen(row)).ToArray(),
        };
        var entries = await transaction.Connection!.QueryAsync<StateRow>(new CommandDefinition(Newer, parameters, transaction, cancellationToken: cancellation));
        return [.. entries.Select(entry => entry.ToEntry(PostgresDialect.Instance))];
    }

    public static Task AdvanceAsync(NpgsqlTransaction transaction, string[] clusters, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(Advance, new { clusters }, transaction, cancellationToken: cancellation));

    public void Remember(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            seen[row.Cluster] = row.Revision;
        }
    }

    private long Seen(Row row) => seen.GetValueOrDefault(row.Cluster);

    /// <summary>A cluster, as its column holds it, and its revision.</summary>
    internal sealed record Row(string Cluster, long Revision);
}
