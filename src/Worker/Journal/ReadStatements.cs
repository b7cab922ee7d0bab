using System.Data.Common;
using System.Text.Json;
using Dapper;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements that only read, alike in every database.</summary>
internal static class ReadStatements
{
    private const string Listed = """
        SELECT d.id AS Id, d.event AS Event, d.destination AS Destination, d.state AS State, d.attempts AS Attempts, d.delivered_at AS DeliveredAt,
               d.not_before AS NotBefore, d.reason AS Reason, d.detail AS Detail, d.first_due_at AS FirstDueAt,
               d.cluster AS Cluster, d.master AS Master, e.event_id AS EventId, e.kind AS Kind
        FROM delivery d JOIN event e ON e.sequence = d.event
        """;

    private const string Counts = """
        SELECT destination AS Destination, state AS State, COUNT(*) AS Count FROM delivery
        GROUP BY destination, state ORDER BY destination, state
        """;

    /// <summary>The newest events of a time, alone.</summary>
    public static async Task<IReadOnlyList<PastEvent>> ReadPastAsync(
        SqlDialect dialect, DbConnection connection, PastFilter filter, CancellationToken cancellation)
    {
        var (sql, parameters) = Past(dialect, filter);
        var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => new PastEvent(row.Sequence, SentinelEventJson.Deserialize(row.Body))).OrderBy(past => past.Sequence)];
    }

    /// <summary>The statement of <see cref="ReadPastAsync"/>. By time and not by sequence: so the index gives them in their order, and no more than are asked for.</summary>
    public static (string Sql, object Parameters) Past(SqlDialect dialect, PastFilter filter)
    {
        List<string> conditions = ["agreed_at >= @since", "agreed_at < @before"];
        if (filter.Cluster is not null)
        {
            conditions.Add("cluster = @cluster");
        }

        if (filter.Kind is not null)
        {
            conditions.Add("kind = @kind");
        }

        if (filter.Incident is not null)
        {
            conditions.Add("incident_id = @incident");
        }

        return (
            $"SELECT sequence AS Sequence, body AS Body FROM event WHERE {string.Join(" AND ", conditions)} ORDER BY agreed_at DESC, sequence DESC LIMIT @limit",
            new
            {
                since = filter.Since.UtcTicks,
                before = filter.Before.UtcTicks,
                cluster = filter.Cluster is { } cluster ? dialect.ToColumn(cluster) : null,
                kind = filter.Kind?.ToString(),
                incident = filter.Incident is { } incident ? JournalId.ToColumn(incident) : null,
                limit = filter.Limit,
            });
    }

    /// <summary>Events with all that belongs to them, by three statements however many there are.</summary>
    /// <param name="dialect">Of the database.</param>
    /// <param name="transaction">Shows one state of the database to all three.</param>
    public static async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(
        SqlDialect dialect, DbTransaction transaction, EventFilter filter, CancellationToken cancellation)
    {
        var (chosen, parameters) = Choose(dialect, filter);
        var events = await QueryAsync<EventRow>($"SELECT sequence AS Sequence, body AS Body FROM event {chosen}");
        var witnesses = (await QueryAsync<WitnessRow>($"""
            SELECT event AS Event, sentinel AS Sentinel, address AS Address, at AS At, via AS Via
            FROM witness WHERE event IN (SELECT sequence FROM event {chosen}) ORDER BY id
            """)).ToLookup(row => row.Event, row => row.ToEvidence(dialect));
        var deliveries = (await QueryAsync<DeliveryRow>($"""
            SELECT id AS Id, event AS Event, destination AS Destination, state AS State, attempts AS Attempts,
                   delivered_at AS DeliveredAt, not_before AS NotBefore, reason AS Reason, detail AS Detail
            FROM delivery WHERE event IN (SELECT sequence FROM event {chosen}) ORDER BY id
            """)).ToLookup(row => row.Event, row => row.ToDelivery(dialect));
        return [.. events.OrderBy(row => row.Sequence).Select(row => new JournalledEvent(
            row.Sequence, SentinelEventJson.Deserialize(row.Body), [.. witnesses[row.Sequence]], [.. deliveries[row.Sequence]]))];

        Task<IEnumerable<T>> QueryAsync<T>(string sql) => transaction.Connection!.QueryAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));
    }

    /// <summary>The newest sequence number; 0 where there is none.</summary>
    public static async Task<long> ReadNewestAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT MAX(sequence) FROM event", cancellationToken: cancellation)) ?? 0;

    /// <summary>Incidents in short. Walks back from the newest event, so that how much is read does not grow with the journal.</summary>
    public static async Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(
        SqlDialect dialect, DbConnection connection, IncidentFilter filter, CancellationToken cancellation)
    {
        List<string> conditions =
        [
            $"e.kind <> '{nameof(EventKind.HealthReported)}'",
            "NOT EXISTS (SELECT 1 FROM event y WHERE y.incident_id = e.incident_id AND y.sequence > e.sequence)",
        ];
        if (filter.Cluster is not null)
        {
            conditions.Add("e.cluster = @cluster");
        }

        if (filter.Master is not null)
        {
            conditions.Add(dialect.Indexed("e.master", "@master"));
        }

        if (filter.Before is not null)
        {
            conditions.Add("e.sequence < @before");
        }

        if (filter.Among is not null)
        {
            conditions.Add($"e.incident_id {dialect.OneOf("@among")}");
        }

        if (filter.Except.Count > 0)
        {
            conditions.Add($"NOT (e.incident_id {dialect.OneOf("@except")})");
        }

        var rows = await connection.QueryAsync<IncidentRow>(new CommandDefinition(
            $"""
            WITH chosen AS (SELECT e.incident_id FROM event e WHERE {string.Join(" AND ", conditions)} ORDER BY e.sequence DESC LIMIT @limit)
            SELECT m.incident_id AS Id, m.sequence AS Sequence, m.kind AS Kind, m.severity AS Severity, m.cluster AS Cluster, m.master AS Master,
                   m.occurred_at AS OccurredAt, m.agreed_at AS AgreedAt
            FROM chosen c JOIN event m ON m.incident_id = c.incident_id ORDER BY m.sequence
            """,
            new
            {
                cluster = filter.Cluster is { } cluster ? dialect.ToColumn(cluster) : null,
                master = filter.Master is { } master ? dialect.ToColumn(master) : null,
                before = filter.Before,
                among = filter.Among?.Select(JournalId.ToColumn).ToArray(),
                except = filter.Except.Select(JournalId.ToColumn).ToArray(),
                limit = filter.Limit,
            },
            cancellationToken: cancellation));
        return [.. rows.GroupBy(row => row.Id).Select(told => Outline(dialect, [.. told])).OrderByDescending(outline => outline.LastSequence)];
    }

    public static async Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(
        SqlDialect dialect, DbConnection connection, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<CountRow>(new CommandDefinition(Counts, cancellationToken: cancellation));
        return [.. rows.Select(row => new DeliveryCount(dialect.FromColumn(row.Destination), Enum.Parse<DeliveryState>(row.State), row.Count))];
    }

    public static async Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(
        SqlDialect dialect, DbConnection connection, DeliveryFilter filter, CancellationToken cancellation)
    {
        List<string> conditions = [];
        if (filter.State is not null)
        {
            conditions.Add("d.state = @state");
        }

        if (filter.Destination is not null)
        {
            conditions.Add("d.destination = @destination");
        }

        if (filter.Before is not null)
        {
            conditions.Add("(d.event < @event OR (d.event = @event AND d.id < @id))");
        }

        var rows = await connection.QueryAsync<ListedDeliveryRow>(new CommandDefinition(
            $"""
            {Listed}
            {(conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}")} ORDER BY d.event DESC, d.id DESC LIMIT @limit
            """,
            new
            {
                state = filter.State?.ToString(),
                destination = filter.Destination is { } destination ? dialect.ToColumn(destination) : null,
                @event = filter.Before?.Event,
                id = filter.Before?.Id,
                limit = filter.Limit,
            },
            cancellationToken: cancellation));
        return [.. rows.Reverse().Select(row => row.ToListed(dialect))];
    }

    public static async Task<ListedDelivery?> FindDeliveryAsync(SqlDialect dialect, DbConnection connection, long id, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ListedDeliveryRow>(
            new CommandDefinition($"{Listed} WHERE d.id = @id", new { id }, cancellationToken: cancellation));
        return row?.ToListed(dialect);
    }

    public static async Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(
        SqlDialect dialect, DbConnection connection, string? cluster, DateTimeOffset? since, CancellationToken cancellation)
    {
        // Every change of sight is read, whatever the time: an interval that reaches into the time asked for may have begun long before.
        var rows = await connection.QueryAsync<SightRow>(new CommandDefinition(
            $"""
            SELECT o.body AS Body, o.worker AS Worker,
                   CASE WHEN o.type = 'sighted' THEN
                     (SELECT p.at FROM observation p WHERE p.cluster = o.cluster AND p.sentinel = o.sentinel AND p.worker = o.worker AND p.id < o.id ORDER BY p.id DESC LIMIT 1)
                   END AS LastRecordedBefore
            FROM observation o WHERE o.type IN ('sighted', 'unsighted'){(cluster is null ? "" : " AND o.cluster = @cluster")} ORDER BY o.id
            """,
            new { cluster = cluster is null ? null : dialect.ToColumn(cluster) },
            cancellationToken: cancellation));
        var intervals = BlindIntervals.Pair(rows.Select(row => new SightChange(
            dialect.FromColumn(row.Worker),
            JsonSerializer.Deserialize<Observation>(row.Body, JournalJson.Options)!, JournalTime.FromColumn(row.LastRecordedBefore))));
        return [.. intervals.Where(interval => since is null || interval.To is null || interval.To > since)];
    }

    public static async Task<IReadOnlyList<StateEntry>> LoadStateAsync(
        SqlDialect dialect, DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<StateRow>(new CommandDefinition(
            "SELECT cluster AS Cluster, name AS Name, body AS Body FROM state WHERE body IS NOT NULL ORDER BY cluster, name",
            transaction: transaction,
            cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToEntry(dialect))];
    }

    /// <summary>The end of a statement that finds the events of a filter, and its parameters.</summary>
    public static (string Sql, object Parameters) Choose(SqlDialect dialect, EventFilter filter)
    {
        List<string> conditions = ["sequence > @after"];
        if (filter.Cluster is not null)
        {
            conditions.Add("cluster = @cluster");
        }

        if (filter.Master is not null)
        {
            conditions.Add(dialect.Indexed("master", "@master"));
        }

        if (filter.Kind is not null)
        {
            conditions.Add("kind = @kind");
        }

        if (filter.Since is not null)
        {
            conditions.Add("agreed_at >= @since");
        }

        if (filter.Id is not null)
        {
            conditions.Add("event_id = @id");
        }

        if (filter.Incident is not null)
        {
            conditions.Add("incident_id = @incident");
        }

        if (filter.UpTo is not null)
        {
            conditions.Add("sequence <= @upTo");
        }

        return (
            $"WHERE {string.Join(" AND ", conditions)} ORDER BY sequence{(filter.Newest ? " DESC" : "")} LIMIT @limit",
            new
            {
                cluster = filter.Cluster is { } cluster ? dialect.ToColumn(cluster) : null,
                master = filter.Master is { } master ? dialect.ToColumn(master) : null,
                kind = filter.Kind?.ToString(),
                since = filter.Since?.UtcTicks,
                id = filter.Id is { } id ? JournalId.ToColumn(id) : null,
                incident = filter.Incident is { } incident ? JournalId.ToColumn(incident) : null,
                after = filter.After,
                upTo = filter.UpTo,
                limit = filter.Limit,
            });
    }

    private static IncidentOutline Outline(SqlDialect dialect, IReadOnlyList<IncidentRow> told) => new(
        Guid.Parse(told[0].Id),
        dialect.FromColumn(told[0].Cluster),
        told[0].Master is { } master ? dialect.FromColumn(master) : null,
        JournalTime.FromColumn(told.Min(row => row.OccurredAt)),
        JournalTime.FromColumn(told[^1].AgreedAt),
        told.Max(row => Enum.Parse<Severity>(row.Severity)),
        [.. told.Select(row => Enum.Parse<EventKind>(row.Kind))],
        told[^1].Sequence);

    private sealed class IncidentRow
    {
        public string Id { get; init; } = "";

        public long Sequence { get; init; }

        public string Kind { get; init; } = "";

        public string Severity { get; init; } = "";

        public string Cluster { get; init; } = "";

        public string? Master { get; init; }

        public long OccurredAt { get; init; }

        public long AgreedAt { get; init; }
    }

    private sealed class EventRow
    {
        public long Sequence { get; init; }

        public string Body { get; init; } = "";
    }

    private sealed class WitnessRow
    {
        public long Event { get; init; }

        public string Sentinel { get; init; } = "";

        public string Address { get; init; } = "";

        public long At { get; init; }

        public string Via { get; init; } = "";

        public Evidence ToEvidence(SqlDialect dialect) => new(
            dialect.FromColumn(Sentinel), dialect.FromColumn(Address), JournalTime.FromColumn(At), Enum.Parse<EvidenceSource>(Via));
    }

    private class DeliveryRow
    {
        public long Id { get; init; }

        public long Event { get; init; }

        public string Destination { get; init; } = "";

        public string State { get; init; } = "";

        public int Attempts { get; init; }

        public long? DeliveredAt { get; init; }

        public long? NotBefore { get; init; }

        public string? Reason { get; init; }

        public string? Detail { get; init; }

        public JournalledDelivery ToDelivery(SqlDialect dialect) => new(
            Id,
            dialect.FromColumn(Destination),
            Enum.Parse<DeliveryState>(State),
            Attempts,
            JournalTime.FromColumn(DeliveredAt),
            JournalTime.FromColumn(NotBefore),
            Reason is null ? null : dialect.FromColumn(Reason),
            Detail is null ? null : dialect.FromColumn(Detail));
    }

    private sealed class ListedDeliveryRow : DeliveryRow
    {
        public string EventId { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Cluster { get; init; } = "";

        public string? Master { get; init; }

        public long FirstDueAt { get; init; }

        public ListedDelivery ToListed(SqlDialect dialect) => new(
            Guid.Parse(EventId),
            Kind,
            dialect.FromColumn(Cluster),
            Master is null ? null : dialect.FromColumn(Master),
            JournalTime.FromColumn(FirstDueAt),
            ToDelivery(dialect))
        { Sequence = Event };
    }

    private sealed class SightRow
    {
        public string Worker { get; init; } = "";

        public string Body { get; init; } = "";

        public long? LastRecordedBefore { get; init; }
    }

    private sealed class CountRow
    {
        public string Destination { get; init; } = "";

        public string State { get; init; } = "";

        public long Count { get; init; }
    }
}
