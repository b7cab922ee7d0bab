using System.Data.Common;
using Dapper;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements about deliveries. A database that several workers share has claims, and so statements of its own to take and to record.</summary>
internal static class DeliveryStatements
{
    // The head of each master's queue: whatever stands behind it has to wait for it, whenever it would be due itself.
    // By IN, and not by a join: SQLite looks through all heads again for each row of a join, 20 s for a backlog of 12,000 events.
    public const string IsHead = """
        d.destination = @destination AND d.event IN (
            SELECT MIN(event) FROM delivery WHERE destination = @destination AND state = 'Pending' GROUP BY cluster, master)
        """;

    /// <summary>The reason of a delivery that a person asked for: no rule keeps it back.</summary>
    public const string Redelivered = nameof(Redelivered);

    /// <summary>The columns of <see cref="DueRow"/>.</summary>
    public const string Columns = """
        d.id AS Id, d.event AS Sequence, d.state AS State, d.attempts AS Attempts, d.first_due_at AS FirstDueAt, d.reason AS Reason,
        d.group_key AS GroupKey
        """;

    /// <summary>What waits under a rule, and of that, what is due, each with the whole of its group.</summary>
    public const string HeldDue = $"""
        {Waiting} AND (d.not_before <= @now OR d.group_key IN (SELECT d.group_key FROM delivery d WHERE {Waiting} AND d.not_before <= @now))
        """;

    /// <summary>The groups in which something of a master waits, whole.</summary>
    public const string HeldWith = $"""
        {Waiting} AND d.group_key IN (SELECT d.group_key FROM delivery d WHERE {Waiting} AND d.cluster = @cluster AND d.master IS NOT DISTINCT FROM @master)
        """;

    /// <summary>When the earliest held delivery or reminder is due.</summary>
    public const string NextHeld = $"""
        SELECT MIN(d.not_before) AS due FROM delivery d WHERE {Waiting}
        UNION ALL SELECT MIN(due_at) FROM reminder WHERE destination = @destination
        """;

    private const string Waiting = "d.destination = @destination AND d.state = 'Held' AND d.not_before IS NOT NULL";

    public const string Due = $"""
        SELECT {Columns}, e.body AS Body
        FROM delivery d JOIN event e ON e.sequence = d.event
        WHERE {IsHead} AND (d.not_before IS NULL OR d.not_before <= @now)
        ORDER BY d.event LIMIT @limit
        """;

    public const string NextDue = $"SELECT MIN(due) FROM (SELECT MIN(COALESCE(d.not_before, d.first_due_at)) AS due FROM delivery d WHERE {IsHead} UNION ALL {NextHeld}) waiting";

    // One statement, and so one moment: every event that comes later is newer than the one that this names.
    private const string QuietUntil = """
        SELECT COALESCE((SELECT MAX(sequence) FROM event), 0)
        WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE destination = @destination AND state = 'Pending')
        """;

    // A row that is no longer waiting keeps what is recorded of it: an outcome that comes late must not undo it.
    public const string Record = """
        UPDATE delivery
        SET state = @state, attempts = attempts + 1, not_before = @notBefore, reason = @reason, detail = @detail, delivered_at = @deliveredAt
        WHERE id = @id AND state IN ('Pending', 'Held')
        """;

    public const string Hold = """
        UPDATE delivery SET state = 'Held', not_before = @notBefore, group_key = @group, reason = @reason, detail = @detail
        WHERE id = @id AND state IN ('Pending', 'Held')
        """;

    private const string Requeue = """
        UPDATE delivery
        SET state = 'Pending', attempts = 0, first_due_at = @now, not_before = NULL, group_key = NULL, reason = @reason, detail = @note,
            delivered_at = NULL
        WHERE destination = @destination AND state <> 'Pending' AND event = (SELECT sequence FROM event WHERE event_id = @id)
        """;

    private const string Review = """
        UPDATE delivery SET not_before = @now WHERE state = 'Held' AND reason = @reason AND not_before > @now
        """;

    private const string Standing = """
        SELECT d.state FROM event e LEFT JOIN delivery d ON d.event = e.sequence AND d.destination = @destination WHERE e.event_id = @id
        """;

    public static async Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(
        SqlDialect dialect, DbConnection connection, string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<DueRow>(
            new CommandDefinition(Due, new { destination, now = now.UtcTicks, limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPending(dialect, destination))];
    }

    /// <param name="dialect">Of the database.</param>
    /// <param name="connection">To it.</param>
    /// <param name="which"><see cref="HeldDue"/> or <see cref="HeldWith"/>.</param>
    /// <param name="parameters">Of that.</param>
    /// <param name="destination">Its name.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<PendingDelivery>> ReadHeldAsync(
        SqlDialect dialect, DbConnection connection, string which, object parameters, string destination, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<DueRow>(new CommandDefinition(
            $"SELECT {Columns}, e.body AS Body FROM delivery d JOIN event e ON e.sequence = d.event WHERE {which} ORDER BY d.event LIMIT @limit",
            parameters,
            cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPending(dialect, destination))];
    }

    public static Task HoldAsync(
        SqlDialect dialect, DbTransaction transaction, string sql, IEnumerable<HeldDelivery> held, string? claimant, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            sql,
            held.OrderBy(one => one.Id).Select(one => new
            {
                id = one.Id,
                notBefore = one.Until?.UtcTicks,
                group = one.Group is { } group ? dialect.ToColumn(group) : null,
                reason = dialect.ToColumn(one.Reason),
                detail = dialect.ToColumn(one.Detail),
                claimant,
            }),
            transaction,
            cancellationToken: cancellation));

    public static async Task<DateTimeOffset?> NextDueAsync(DbConnection connection, string destination, CancellationToken cancellation) =>
        JournalTime.FromColumn(
            await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NextDue, new { destination }, cancellationToken: cancellation)));

    public static Task<long?> QuietUntilAsync(DbConnection connection, string destination, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long?>(new CommandDefinition(QuietUntil, new { destination }, cancellationToken: cancellation));

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
                notBefore = result.State is DeliveryState.Pending or DeliveryState.Held ? result.NotBefore?.UtcTicks : null,
                reason = result.Reason is { } reason ? dialect.ToColumn(reason) : null,
                detail = result.Detail is { } detail ? dialect.ToColumn(detail) : null,
                deliveredAt = result.State == DeliveryState.Delivered ? result.At.UtcTicks : (long?)null,
                claimant,
            }),
            transaction,
            cancellationToken: cancellation));

    public static async Task<RequeueResult> RequeueAsync(
        SqlDialect dialect, DbTransaction transaction, Guid eventId, string destination, DateTimeOffset now, string? note, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var parameters = new
        {
            id = JournalId.ToColumn(eventId),
            destination = dialect.ToColumn(destination),
            now = now.UtcTicks,
            reason = Redelivered,
            note = note is null ? null : dialect.ToColumn(note),
        };
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

    public static Task<int> ReviewAsync(SqlDialect dialect, DbTransaction transaction, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Review, new { reason = dialect.ToColumn(reason), now = now.UtcTicks }, transaction, cancellationToken: cancellation));
}
