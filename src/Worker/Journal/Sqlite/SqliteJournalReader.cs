using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Reads a journal in SQLite; a worker may write to it meanwhile.</summary>
internal sealed class SqliteJournalReader(SqliteDatabase database) : IJournalReader
{
    public async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        await using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        return await ReadStatements.ReadEventsAsync(SqliteDialect.Instance, transaction, filter, cancellation);
    }

    public async Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadPastAsync(SqliteDialect.Instance, connection, filter, cancellation);
    }

    /// <summary>There is one writer: what it commits later has a higher number.</summary>
    public async Task<long> ReadSettledAsync(long after, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return Math.Max(after, await ReadStatements.ReadNewestAsync(connection, cancellation));
    }

    public async Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadIncidentsAsync(SqliteDialect.Instance, connection, filter, cancellation);
    }

    public async Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.CountDeliveriesAsync(SqliteDialect.Instance, connection, cancellation);
    }

    public async Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadDeliveriesAsync(SqliteDialect.Instance, connection, filter, cancellation);
    }

    public async Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.FindDeliveryAsync(SqliteDialect.Instance, connection, id, cancellation);
    }

    public async Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadBlindIntervalsAsync(SqliteDialect.Instance, connection, cluster, since, cancellation);
    }
}
