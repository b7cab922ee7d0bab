using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Writes state entries over one connection, each with the revision that changed it.</summary>
internal sealed class PostgresStateWriter(NpgsqlConnection connection) : IDisposable
{
    private readonly PreparedStatement upsert = new(
        connection,
        PostgresDialect.Instance,
        """
        INSERT INTO state (cluster, name, body, revision) VALUES (@cluster, @name, @body, @revision)
        ON CONFLICT (cluster, md5(name)) DO UPDATE SET body = excluded.body, revision = excluded.revision
        """,
        "@cluster", "@name", "@body", "@revision");

    private readonly PreparedStatement delete = new(
        connection,
        PostgresDialect.Instance,
        "UPDATE state SET body = NULL, revision = @revision WHERE cluster = @cluster AND md5(name) = md5(@name)",
        "@cluster", "@name", "@revision");

    public async Task WriteAsync(IReadOnlyList<StateEntry> entries, IReadOnlyList<PostgresRevisions.Row> revisions, NpgsqlTransaction transaction)
    {
        var revisionOf = revisions.ToDictionary(row => row.Cluster, row => row.Revision, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var revision = revisionOf[PostgresDialect.Instance.ToColumn(entry.Cluster)];
            await (entry.Body is { } body
                ? upsert.ExecuteAsync(transaction, entry.Cluster, entry.Name, body, revision)
                : delete.ExecuteAsync(transaction, entry.Cluster, entry.Name, revision));
        }
    }

    public void Dispose()
    {
        upsert.Dispose();
        delete.Dispose();
    }
}
