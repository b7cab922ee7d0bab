using System.Data.Common;
using Dapper;

namespace SentinelEvents.Worker.Journal;

/// <summary>Removal of what is old, a bounded piece at a time, alike in every database.</summary>
internal static class RetentionStatements
{
    /// <summary>Small enough that a commit that has to wait for one piece waits for milliseconds.</summary>
    public const int Piece = 500;

    private const string OldObservations =
        "DELETE FROM observation WHERE id IN (SELECT id FROM observation WHERE at < @before ORDER BY at LIMIT @piece)";

    // An incident stays whole for as long as one of its events is young. The reports of a name are no incident: they share an id, and go one by one.
    private const string OldEvents = """
        SELECT sequence FROM event e
        WHERE agreed_at < @before
          AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event = e.sequence AND (d.state = 'Pending' OR (d.state = 'Held' AND d.not_before IS NOT NULL)))
          AND (kind = 'HealthReported' OR NOT EXISTS (SELECT 1 FROM event y WHERE y.incident_id = e.incident_id AND y.agreed_at >= @before))
        ORDER BY agreed_at LIMIT @piece
        """;

    /// <returns>How many rows were removed; 0 when none is left.</returns>
    public static Task<int> RemoveObservationsAsync(DbTransaction transaction, DateTimeOffset before, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(OldObservations, new { before = before.UtcTicks, piece = Piece }, transaction, cancellationToken: cancellation));

    /// <returns>How many rows were removed, those that belong to the events included; 0 when none is left.</returns>
    public static async Task<int> RemoveEventsAsync(SqlDialect dialect, DbTransaction transaction, DateTimeOffset before, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var old = (await connection.QueryAsync<long>(
            new CommandDefinition(OldEvents + dialect.ToBeRemoved("e"), new { before = before.UtcTicks, piece = Piece }, transaction, cancellationToken: cancellation))).AsList();
        if (old.Count == 0)
        {
            return 0;
        }

        return await ExecuteAsync($"DELETE FROM witness WHERE event {dialect.OneOf("@old")}")
            + await ExecuteAsync($"DELETE FROM reminder WHERE event {dialect.OneOf("@old")}")
            + await ExecuteAsync($"DELETE FROM delivery WHERE event {dialect.OneOf("@old")}")
            + await ExecuteAsync($"DELETE FROM event WHERE sequence {dialect.OneOf("@old")}");

        Task<int> ExecuteAsync(string sql) =>
            connection.ExecuteAsync(new CommandDefinition(sql, new { old }, transaction, cancellationToken: cancellation));
    }
}
