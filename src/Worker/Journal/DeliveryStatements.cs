using System.Data.Common;
using Dapper;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements about deliveries. A database that several workers share has claims, and so statements of its own to take and to record.</summary>
internal static class DeliveryStatements
{
    // The head of each master's queue: whatever stands behind it has to wait for it, whenever it would be due itself.
    public const string Heads = """
        (SELECT MIN(event) AS event FROM delivery
         WHERE destination = @destination AND state = 'Pending' GROUP BY cluster, master) head
        JOIN delivery d ON d.event = head.event AND d.destination = @destination
        """;

    private const string Due = $"""
        SELECT d.id AS Id, d.attempts AS Attempts, d.first_due_at AS FirstDueAt, e.body AS Body
        FROM {Heads} JOIN event e ON e.sequence = d.event
        WHERE d.not_before IS NULL OR d.not_before <= @now
        ORDER BY d.event LIMIT @limit
        """;

    private const string NextDue = $"SELECT MIN(COALESCE(d.not_before, d.first_due_at)) FROM {Heads}";

    // A row that is no longer waiting keeps what is recorded of it: an outcome that comes late must not undo it.
    public const string Record = """
        UPDATE delivery
        SET state = @state, attempts = attempts + 1, not_before = @notBefore, reason = @reason, detail = @detail, delivered_at = @deliveredAt
        WHERE id = @id AND state = 'Pending'
        """;

    private const string Requeue = """
        UPDATE delivery
        SET state = 'Pending', attempts = 0, first_due_at = @now, not_before = NULL, reason = NULL, detail = NULL, delivered_at = NULL
        WHERE destination = @destination AND state <> 'Pending' AND event = (SELECT sequence FROM event WHERE event_id = @id)
        """;

    private const string Standing = """
        SELECT d.state FROM event e LEFT JOIN delivery d ON d.event = e.sequence AND d.destination = @destination WHERE e.event_id = @id
        """;

    public static async Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(
        DbConnection connection, string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<DueRow>(
            new CommandDefinition(Due, new { destination, now = now.UtcTicks, limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPending(destination))];
    }

    public static async Task<DateTimeOffset?> NextDueAsync(DbConnection connection, string destination, CancellationToken cancellation) =>
        JournalTime.FromColumn(
            await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NextDue, new { destination }, cancellationToken: cancellation)));

    /// <param name="dialect">Of the database.</param>
    /// <param name="transaction">In which all are recorded.</param>
    /// <param name="sql"><see cref="Record"/>, or the database's own.</param>
    /// <param name="results">What became of the attempts.</param>
    /// <param name="claimant">Who made them, where deliveries are claimed.</param>
    /// <param name="cancellation">Ends it; the transaction is then to be undone.</param>
    public static Task RecordAsync(
        SqlDialect dialect, DbTransaction transaction, string sql, IEnumerable<DeliveryResult> results, string? claimant, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            sql,
            // By id, as everywhere where several rows are locked: two that wait for each other would be a deadlock.
            results.OrderBy(result => result.Id).Select(result => new
            {
                id = result.Id,
                state = result.State.ToString(),
                notBefore = result.State == DeliveryState.Pending ? result.NotBefore?.UtcTicks : null,
                reason = result.Reason is { } reason ? dialect.ToColumn(reason) : null,
                detail = result.Detail is { } detail ? dialect.ToColumn(detail) : null,
                deliveredAt = result.State == DeliveryState.Delivered ? result.At.UtcTicks : (long?)null,
                claimant,
            }),
            transaction,
            cancellationToken: cancellation));

    public static async Task<RequeueResult> RequeueAsync(
        SqlDialect dialect, DbTransaction transaction, Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var parameters = new { id = JournalId.ToColumn(eventId), destination = dialect.ToColumn(destination), now = now.UtcTicks };
        if (await connection.ExecuteAsync(new CommandDefinition(Requeue, parameters, transaction, cancellationToken: cancellation)) > 0)
        {
            return RequeueResult.Requeued;
        }

        var states = await connection.QueryAsync<string?>(new CommandDefinition(Standing, parameters, transaction, cancellationToken: cancellation));
        return states.AsList() switch
        {
            [] => RequeueResult.UnknownEvent,
            [null] => RequeueResult.NotRouted,
            _ => RequeueResult.AlreadyPending,
        };
    }
}
