using System.Data.Common;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Writes batches, except for their state, over one connection; its statements stay prepared for as long as the connection lives.</summary>
internal sealed class BatchWriter(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private readonly PreparedStatement insertObservation = new(
        connection,
        dialect,
        "INSERT INTO observation (at, cluster, sentinel, type, master, worker, body) VALUES (@at, @cluster, @sentinel, @type, @master, @worker, @body)",
        "@at", "@cluster", "@sentinel", "@type", "@master", "@worker", "@body");

    // Only the key may be there already: the same id under another key would be two events taken for one, and must not pass in silence.
    private readonly PreparedStatement insertEvent = new(
        connection,
        dialect,
        $"""
        INSERT INTO event (event_id, key, kind, cluster, master, generation, epoch, severity, incident_id, occurred_at, agreed_at, body)
        VALUES (@event_id, @key, @kind, @cluster, @master, @generation, @epoch, @severity, @incident_id, @occurred_at, @agreed_at, @body)
        ON CONFLICT ({dialect.Unique("key")}) DO NOTHING
        RETURNING sequence
        """,
        "@event_id", "@key", "@kind", "@cluster", "@master", "@generation", "@epoch", "@severity", "@incident_id", "@occurred_at", "@agreed_at", "@body");

    private readonly PreparedStatement insertDelivery = new(
        connection,
        dialect,
        """
        INSERT INTO delivery (event, destination, cluster, master, state, first_due_at)
        VALUES (@event, @destination, @cluster, @master, 'Pending', @first_due_at)
        ON CONFLICT (event, destination) DO NOTHING
        """,
        "@event", "@destination", "@cluster", "@master", "@first_due_at");

    private readonly PreparedStatement insertWhereTold = new(
        connection,
        dialect,
        """
        INSERT INTO delivery (event, destination, cluster, master, state, first_due_at)
        SELECT e.sequence, @destination, e.cluster, e.master, 'Pending', @first_due_at
        FROM event e
        WHERE e.sequence = @event
          AND EXISTS (SELECT 1 FROM event p JOIN delivery d ON d.event = p.sequence
                      WHERE p.incident_id = e.incident_id AND p.sequence <> e.sequence AND d.destination = @destination)
        ON CONFLICT (event, destination) DO NOTHING
        """,
        "@event", "@destination", "@first_due_at");

    private readonly PreparedStatement insertWitness = new(
        connection,
        dialect,
        $"""
        INSERT INTO witness (event, sentinel, address, at, via)
        SELECT sequence, @sentinel, @address, @at, @via FROM event WHERE event_id = @event_id
        ON CONFLICT (event, {dialect.Unique("sentinel")}) DO NOTHING
        """,
        "@sentinel", "@address", "@at", "@via", "@event_id");

    public DbConnection Connection => connection;

    public async Task WriteAsync(JournalBatch batch, IReadOnlyList<ObservationRow> observations, string worker, DateTimeOffset now, DbTransaction transaction)
    {
        foreach (var row in observations)
        {
            await insertObservation.ExecuteAsync(transaction, row.At.UtcTicks, row.Cluster, row.Sentinel, row.Type, row.Master, worker, row.Body);
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
    }

    public void Dispose()
    {
        insertObservation.Dispose();
        insertEvent.Dispose();
        insertDelivery.Dispose();
        insertWhereTold.Dispose();
        insertWitness.Dispose();
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

        foreach (var destination in routed.WhereTold)
        {
            await insertWhereTold.ExecuteAsync(transaction, sequence, destination, now.UtcTicks);
        }
    }
}
