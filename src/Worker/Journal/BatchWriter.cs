using System.Data.Common;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Writes batches, except for their state, over one connection; its statements stay prepared for as long as the connection lives.</summary>
internal sealed class BatchWriter(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private readonly PreparedStatement insertObservation = new(
        connection,
        dialect,
        $"INSERT INTO observation (at, cluster, sentinel, type, master, worker, body) VALUES (@at, @cluster, @sentinel, @type, @master, @worker, {dialect.FromUtf8("@body")})",
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
        RETURNING id
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
        RETURNING id
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

    /// <returns>The events that were not there before.</returns>
    public async Task<IReadOnlyList<CommittedEvent>> WriteAsync(
        JournalBatch batch, IReadOnlyList<ObservationRow> observations, string worker, DateTimeOffset now, DbTransaction transaction)
    {
        foreach (var row in observations)
        {
            await insertObservation.ExecuteAsync(transaction, row.At.UtcTicks, row.Cluster, row.Sentinel, row.Type, row.Master, worker, row.Body());
        }

        var added = new List<CommittedEvent>(batch.Events.Count);
        foreach (var routed in batch.Events)
        {
            if (await WriteEventAsync(routed, now, transaction) is { } written)
            {
                added.Add(written);
            }
        }

        foreach (var witness in batch.Witnesses)
        {
            var said = witness.Evidence;
            await insertWitness.ExecuteAsync(
                transaction, said.Sentinel, said.Address, said.At.UtcTicks, said.Via.ToString(), JournalId.ToColumn(witness.EventId));
        }

        return added;
    }

    public void Dispose()
    {
        insertObservation.Dispose();
        insertEvent.Dispose();
        insertDelivery.Dispose();
        insertWhereTold.Dispose();
        insertWitness.Dispose();
    }

    private async Task<CommittedEvent?> WriteEventAsync(RoutedEvent routed, DateTimeOffset now, DbTransaction transaction)
    {
        var (key, published) = routed.Agreed;
        var inserted = await insertEvent.ScalarAsync(
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
        if (inserted is not long sequence)
        {
            return null;
        }

        var deliveries = new List<PendingDelivery>(routed.Destinations.Count);
        foreach (var destination in routed.Destinations)
        {
            Note(destination, await insertDelivery.ScalarAsync(transaction, sequence, destination, published.Cluster, published.Master, now.UtcTicks));
        }

        foreach (var destination in routed.WhereTold)
        {
            Note(destination, await insertWhereTold.ScalarAsync(transaction, sequence, destination, now.UtcTicks));
        }

        return new CommittedEvent(sequence, published, deliveries);

        void Note(string destination, object? id)
        {
            if (id is long row)
            {
                deliveries.Add(new PendingDelivery(row, destination, published, 0, now) { Sequence = sequence });
            }
        }
    }
}
