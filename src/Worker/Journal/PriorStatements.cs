using System.Data.Common;
using Dapper;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>What a destination was told before, and of what it is to be reminded; alike in every database.</summary>
internal static class PriorStatements
{
    private const string Prior = """
        SELECT e.sequence AS Sequence, e.body AS Body, d.state AS State, d.not_before AS NotBefore, d.reason AS Reason
        FROM event e LEFT JOIN delivery d ON d.event = e.sequence AND d.destination = @destination
        """;

    private const string OfIncident = $"{Prior} WHERE e.incident_id = @incident ORDER BY e.sequence";

    private const string OfMaster = $"""
        {Prior} WHERE e.agreed_at >= @since AND e.cluster = @cluster AND e.master IS NOT DISTINCT FROM @master AND e.kind IN (@down, @up)
        ORDER BY e.sequence DESC LIMIT @limit
        """;

    // Taken for a while: whoever dies before it is told leaves it to the next time.
    private const string TakeReminders = """
        UPDATE reminder SET due_at = @again
        WHERE destination = @destination AND incident_id IN (
            SELECT incident_id FROM reminder WHERE destination = @destination AND due_at <= @now ORDER BY due_at LIMIT @limit)
          AND due_at <= @now
        RETURNING incident_id AS IncidentId, event AS Event, times AS Times
        """;

    private const string SetReminder = """
        INSERT INTO reminder (destination, incident_id, event, times, due_at)
        SELECT @destination, @incident, sequence, @times, @due FROM event WHERE event_id = @event
        ON CONFLICT (destination, incident_id) DO UPDATE SET event = excluded.event, times = excluded.times, due_at = excluded.due_at
        """;

    private const string ClearReminder = "DELETE FROM reminder WHERE destination = @destination AND incident_id = @incident";

    public static Task<IReadOnlyList<PriorDelivery>> ReadIncidentAsync(
        SqlDialect dialect, DbConnection connection, string destination, Guid incident, CancellationToken cancellation) =>
        ReadAsync(dialect, connection, OfIncident, new { destination = dialect.ToColumn(destination), incident = JournalId.ToColumn(incident) }, cancellation);

    /// <returns>The newest first.</returns>
    public static Task<IReadOnlyList<PriorDelivery>> ReadPairAsync(
        SqlDialect dialect, DbConnection connection, string destination, PriorFilter filter, CancellationToken cancellation) => ReadAsync(
        dialect,
        connection,
        OfMaster,
        new
        {
            destination = dialect.ToColumn(destination),
            cluster = dialect.ToColumn(filter.Cluster),
            master = filter.Master is { } master ? dialect.ToColumn(master) : null,
            down = filter.Down.ToString(),
            up = filter.Up.ToString(),
            since = filter.Since.UtcTicks,
            limit = filter.Limit,
        },
        cancellation);

    public static async Task<IReadOnlyList<Reminder>> TakeRemindersAsync(
        SqlDialect dialect, DbTransaction transaction, string destination, DateTimeOffset now, DateTimeOffset again, int limit, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var rows = (await connection.QueryAsync<ReminderRow>(new CommandDefinition(
            TakeReminders,
            new { destination = dialect.ToColumn(destination), now = now.UtcTicks, again = again.UtcTicks, limit },
            transaction,
            cancellationToken: cancellation))).AsList();
        List<Reminder> reminders = [];
        foreach (var row in rows)
        {
            var body = await connection.ExecuteScalarAsync<string>(
                new CommandDefinition("SELECT body FROM event WHERE sequence = @sequence", new { sequence = row.Event }, transaction, cancellationToken: cancellation));
            reminders.Add(new Reminder(Guid.Parse(row.IncidentId), SentinelEventJson.Deserialize(body!), row.Times));
        }

        return reminders;
    }

    public static async Task ChangeRemindersAsync(
        SqlDialect dialect, DbTransaction transaction, string destination, IEnumerable<ReminderChange> changes, CancellationToken cancellation)
    {
        // In one order, as everywhere where several rows are locked.
        foreach (var change in changes.OrderBy(change => change.IncidentId))
        {
            var (sql, parameters) = change switch
            {
                ReminderChange.Set set => (SetReminder, (object)new
                {
                    destination = dialect.ToColumn(destination),
                    incident = JournalId.ToColumn(set.IncidentId),
                    @event = JournalId.ToColumn(set.EventId),
                    times = set.Times,
                    due = set.DueAt.UtcTicks,
                }),
                _ => (ClearReminder, new { destination = dialect.ToColumn(destination), incident = JournalId.ToColumn(change.IncidentId) }),
            };
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));
        }
    }

    private static async Task<IReadOnlyList<PriorDelivery>> ReadAsync(
        SqlDialect dialect, DbConnection connection, string sql, object parameters, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<PriorRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => new PriorDelivery(
            row.Sequence,
            SentinelEventJson.Deserialize(row.Body),
            row.State is null ? null : Enum.Parse<DeliveryState>(row.State),
            row.State == nameof(DeliveryState.Held) && row.NotBefore is not null,
            row.Reason is null ? null : dialect.FromColumn(row.Reason)))];
    }

    private sealed class PriorRow
    {
        public long Sequence { get; init; }

        public string Body { get; init; } = "";

        public string? State { get; init; }

        public long? NotBefore { get; init; }

        public string? Reason { get; init; }
    }

    private sealed class ReminderRow
    {
        public string IncidentId { get; init; } = "";

        public long Event { get; init; }

        public int Times { get; init; }
    }
}
