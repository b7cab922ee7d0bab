using System.Data.Common;
using Dapper;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements about deliveries, alike in every database.</summary>
internal static class DeliveryStatements
{
    // The head of each master's queue: whatever stands behind it has to wait for it, whenever it would be due itself.
    private const string Heads = """
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
    private const string Record = """
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
        return [.. rows.Select(row => new PendingDelivery(
            row.Id, destination, SentinelEventJson.Deserialize(row.Body), row.Attempts, JournalTime.FromColumn(row.FirstDueAt)))];
    }

    public static async Task<DateTimeOffset?> NextDueAsync(DbConnection connection, string destination, CancellationToken cancellation) =>
        JournalTime.FromColumn(
            await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NextDue, new { destination }, cancellationToken: cancellation)));

    public static Task RecordAsync(DbTransaction transaction, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Record,
            results.Select(result => new
            {
                id = result.Id,
                state = result.State.ToString(),
                notBefore = result.State == DeliveryState.Pending ? result.NotBefore?.UtcTicks : null,
                reason = result.Reason,
                detail = result.Detail,
                deliveredAt = result.State == DeliveryState.Delivered ? result.At.UtcTicks : (long?)null,
            }),
            transaction,
            cancellationToken: cancellation));

    public static async Task<RequeueResult> RequeueAsync(
        DbTransaction transaction, Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var parameters = new { id = JournalId.ToColumn(eventId), destination, now = now.UtcTicks };
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

    private sealed class DueRow
    {
        public long Id { get; init; }

        public int Attempts { get; init; }

        public long FirstDueAt { get; init; }

        public string Body { get; init; } = "";
    }
}
