using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Writes state entries over one connection.</summary>
internal sealed class SqliteStateWriter(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement upsert = new(
        connection,
        SqliteDialect.Instance,
        "INSERT INTO state (cluster, name, body) VALUES (@cluster, @name, @body) ON CONFLICT (cluster, name) DO UPDATE SET body = excluded.body",
        "@cluster", "@name", "@body");

    private readonly PreparedStatement delete = new(
        connection, SqliteDialect.Instance, "DELETE FROM state WHERE cluster = @cluster AND name = @name", "@cluster", "@name");

    public async Task WriteAsync(IReadOnlyList<StateEntry> entries, SqliteTransaction transaction)
    {
        foreach (var entry in entries)
        {
            await (entry.Body is { } body
                ? upsert.ExecuteAsync(transaction, entry.Cluster, entry.Name, body)
                : delete.ExecuteAsync(transaction, entry.Cluster, entry.Name));
        }
    }

    public void Dispose()
    {
        upsert.Dispose();
        delete.Dispose();
    }
}
