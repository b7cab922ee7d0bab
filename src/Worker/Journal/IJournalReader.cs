namespace SentinelEvents.Worker.Journal;

/// <summary>The read side, for commands, status and reports; never blocks the writer.</summary>
public interface IJournalReader
{
    /// <summary>Events in the order in which they were decided.</summary>
    Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation);

    /// <summary>How many deliveries stand in each state, by destination.</summary>
    Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation);
}
