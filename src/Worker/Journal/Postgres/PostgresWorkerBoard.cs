using System.Text.Json;
using Dapper;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>What the workers see, in their rows. The times are the database's own: the clocks of two machines are never compared.</summary>
internal sealed class PostgresWorkerBoard(PostgresDatabase database, TimeSpan lease) : IWorkerBoard
{
    private const string Show = """
        INSERT INTO worker (name, started_at, seen_at, sight) VALUES (@name, now(), now(), @sight)
        ON CONFLICT (name) DO UPDATE SET seen_at = now(), sight = excluded.sight
        """;

    private const string Others = """
        SELECT name AS Name, sight AS Sight FROM worker
        WHERE name <> @name AND sight IS NOT NULL AND seen_at > now() - @lease ORDER BY name
        """;

    public async Task<IReadOnlyList<WorkerSight>> ExchangeAsync(WorkerSight own, CancellationToken cancellation)
    {
        var name = PostgresText.ToColumn(own.Worker);
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Show, new { name, sight = JsonSerializer.Serialize(own.Sentinels, JournalJson.Options) }, cancellationToken: cancellation));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Others, new { name, lease }, cancellationToken: cancellation));
        return [.. rows.Select(row => new WorkerSight(
            PostgresText.FromColumn(row.Name),
            JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(row.Sight, JournalJson.Options)!))];
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Sight { get; init; } = "";
    }
}
