namespace SentinelEvents.Worker.Journal;

/// <summary>The read side, for commands, status and reports; never blocks the writer.</summary>
public interface IJournalReader
{
    /// <summary>Events in the order in which they were decided.</summary>
    Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation);

    /// <summary>The newest events of a time, in the order in which they were decided; without what was delivered of them and who said so later.</summary>
    Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation);

    /// <summary>
    /// Up to where the journal is settled: every event up to this sequence number that there will ever be is there to be read. Where workers share a journal, a later
    /// number may be committed before an earlier one: whoever goes on from the highest number that he has read would never see the other.
    /// </summary>
    /// <param name="after">Where the reader stands.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A sequence number that is not below <paramref name="after"/>.</returns>
    Task<long> ReadSettledAsync(long after, CancellationToken cancellation);

    /// <summary>Incidents, those first that were told of last.</summary>
    Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation);

    /// <summary>How many deliveries stand in each state, by destination.</summary>
    Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation);

    /// <summary>Single deliveries, in the order in which their events were decided.</summary>
    Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation);

    /// <summary>One delivery; null where there is none of this id.</summary>
    Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation);

    /// <summary>The times in which a sentinel was not heard, by their beginning.</summary>
    /// <param name="cluster">Null: of every cluster.</param>
    /// <param name="since">Only intervals that lasted beyond this.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation);
}
