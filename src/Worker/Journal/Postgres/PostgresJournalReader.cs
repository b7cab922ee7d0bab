using System.Data;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Reads a journal in PostgreSQL; workers may write to it meanwhile.</summary>
internal sealed class PostgresJournalReader(PostgresDatabase database) : IJournalReader
{
    public async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return await ReadStatements.ReadEventsAsync(PostgresDialect.Instance, transaction, filter, cancellation);
    }

    public async Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.ReadPastAsync(PostgresDialect.Instance, connection, filter, cancellation);
    }

    public async Task<long> ReadSettledAsync(long after, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await PostgresSettled.ReadAsync(connection, after, cancellation);
    }

    public async Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.ReadIncidentsAsync(PostgresDialect.Instance, connection, filter, cancellation);
    }

    public async Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.CountDeliveriesAsync(PostgresDialect.Instance, connection, cancellation);
    }

    public async Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.ReadDeliveriesAsync(PostgresDialect.Instance, connection, filter, cancellation);
    }

    public async Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.FindDeliveryAsync(PostgresDialect.Instance, connection, id, cancellation);
    }

    public async Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ReadStatements.ReadBlindIntervalsAsync(PostgresDialect.Instance, connection, cluster, since, cancellation);
    }
}
