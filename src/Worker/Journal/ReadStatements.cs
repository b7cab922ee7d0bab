using System.Data.Common;
using Dapper;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements that only read, alike in every database.</summary>
internal static class ReadStatements
{
    private const string Counts = """
        SELECT destination AS Destination, state AS State, COUNT(*) AS Count FROM delivery
        GROUP BY destination, state ORDER BY destination, state
        """;

    /// <summary>Events with all that belongs to them, by three statements however many there are.</summary>
    /// <param name="dialect">Of the database.</param>
    /// <param name="transaction">Shows one state of the database to all three.</param>
    public static async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(
        SqlDialect dialect, DbTransaction transaction, EventFilter filter, CancellationToken cancellation)
    {
        var chosen = Choose(filter);
        var parameters = new
        {
            cluster = filter.Cluster is { } cluster ? dialect.ToColumn(cluster) : null,
            master = filter.Master is { } master ? dialect.ToColumn(master) : null,
            kind = filter.Kind?.ToString(),
            since = filter.Since?.UtcTicks,
            after = filter.After,
            limit = filter.Limit,
        };
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

    public static async Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(
        SqlDialect dialect, DbConnection connection, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<CountRow>(new CommandDefinition(Counts, cancellationToken: cancellation));
        return [.. rows.Select(row => new DeliveryCount(dialect.FromColumn(row.Destination), Enum.Parse<DeliveryState>(row.State), row.Count))];
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

    private static string Choose(EventFilter filter)
    {
        List<string> conditions = ["sequence > @after"];
        if (filter.Cluster is not null)
        {
            conditions.Add("cluster = @cluster");
        }

        if (filter.Master is not null)
        {
            conditions.Add("master = @master");
        }

        if (filter.Kind is not null)
        {
            conditions.Add("kind = @kind");
        }

        if (filter.Since is not null)
        {
            conditions.Add("agreed_at >= @since");
        }

        return $"WHERE {string.Join(" AND ", conditions)} ORDER BY sequence{(filter.Newest ? " DESC" : "")} LIMIT @limit";
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

    private sealed class DeliveryRow
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

    private sealed class CountRow
    {
        public string Destination { get; init; } = "";

        public string State { get; init; } = "";

        public long Count { get; init; }
    }
}
