using System.Data.Common;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Writes batches over one connection; its statements stay prepared for as long as the connection lives.</summary>
internal sealed class BatchWriter(DbConnection connection) : IDisposable
{
    private readonly PreparedStatement insertObservation = new(
        connection,
        "INSERT INTO observation (at, cluster, sentinel, type, master, body) VALUES (@at, @cluster, @sentinel, @type, @master, @body)",
        "@at", "@cluster", "@sentinel", "@type", "@master", "@body");

    // Only the key may be there already: the same id under another key would be two events taken for one, and must not pass in silence.
    private readonly PreparedStatement insertEvent = new(
        connection,
        """
        INSERT INTO event (event_id, key, kind, cluster, master, generation, epoch, severity, incident_id, occurred_at, agreed_at, body)
        VALUES (@event_id, @key, @kind, @cluster, @master, @generation, @epoch, @severity, @incident_id, @occurred_at, @agreed_at, @body)
        ON CONFLICT (key) DO NOTHING
        RETURNING sequence
        """,
        "@event_id", "@key", "@kind", "@cluster", "@master", "@generation", "@epoch", "@severity", "@incident_id", "@occurred_at", "@agreed_at", "@body");

    private readonly PreparedStatement insertDelivery = new(
        connection,
        """
        INSERT INTO delivery (event, destination, cluster, master, state, first_due_at)
        VALUES (@event, @destination, @cluster, @master, 'Pending', @first_due_at)
        ON CONFLICT (event, destination) DO NOTHING
        """,
        "@event", "@destination", "@cluster", "@master", "@first_due_at");

    private readonly PreparedStatement insertWitness = new(
        connection,
        """
        INSERT INTO witness (event, sentinel, address, at, via)
        SELECT sequence, @sentinel, @address, @at, @via FROM event WHERE event_id = @event_id
        ON CONFLICT (event, sentinel) DO NOTHING
        """,
        "@sentinel", "@address", "@at", "@via", "@event_id");

    private readonly PreparedStatement upsertState = new(
        connection,
        "INSERT INTO state (cluster, name, body) VALUES (@cluster, @name, @body) ON CONFLICT (cluster, name) DO UPDATE SET body = excluded.body",
        "@cluster", "@name", "@body");

    private readonly PreparedStatement deleteState = new(
        connection, "DELETE FROM state WHERE cluster = @cluster AND name = @name", "@cluster", "@name");

    public DbConnection Connection => connection;

    public async Task WriteAsync(JournalBatch batch, IReadOnlyList<ObservationRow> observations, DateTimeOffset now, DbTransaction transaction)
    {
        foreach (var row in observations)
        {
            await insertObservation.ExecuteAsync(transaction, row.At.UtcTicks, row.Cluster, row.Sentinel, row.Type, row.Master, row.Body);
        }

        foreach (var routed in batch.Events)
        {
            await WriteEventAsync(routed, now, transaction);
        }

        foreach (var witness in batch.Witnesses)
        {
            var said = witness.Evidence;
            await insertWitness.ExecuteAsync(
                transaction, said.Sentinel, said.Address, said.At.UtcTicks, said.Via.ToString(), JournalId.ToColumn(witness.EventId));
        }

        foreach (var entry in batch.State)
        {
            await WriteStateAsync(entry, transaction);
        }
    }

    public void Dispose()
    {
        insertObservation.Dispose();
        insertEvent.Dispose();
        insertDelivery.Dispose();
        insertWitness.Dispose();
        upsertState.Dispose();
        deleteState.Dispose();
    }

    private async Task WriteEventAsync(RoutedEvent routed, DateTimeOffset now, DbTransaction transaction)
    {
        var (key, published) = routed.Agreed;
        var sequence = await insertEvent.ScalarAsync(
            transaction,
            JournalId.ToColumn(published.EventId),
            key,
            published.Kind.ToString(),
            published.Cluster,
            published.Master,
            published.Generation,
            published.Epoch,
            published.Severity.ToString(),
            JournalId.ToColumn(published.IncidentId),
            published.OccurredAt.UtcTicks,
            published.AgreedAt.UtcTicks,
            SentinelEventJson.Serialize(published));
        if (sequence is null)
        {
            return;
        }

        foreach (var destination in routed.Destinations)
        {
            await insertDelivery.ExecuteAsync(transaction, sequence, destination, published.Cluster, published.Master, now.UtcTicks);
        }
    }

    private Task WriteStateAsync(StateEntry entry, DbTransaction transaction) => entry.Body is { } body
        ? upsertState.ExecuteAsync(transaction, entry.Cluster, entry.Name, body)
        : deleteState.ExecuteAsync(transaction, entry.Cluster, entry.Name);
}
