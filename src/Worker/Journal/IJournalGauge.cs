namespace SentinelEvents.Worker.Journal;

/// <summary>The journal as somebody sees it who measures it.</summary>
public interface IJournalGauge
{
    /// <summary>
    /// Commits something that changes nothing, durably and on the way that every commit goes: while nothing is heard nothing else would tell that the journal
    /// takes no more.
    /// </summary>
    /// <exception cref="Exception">It took nothing; the message says why.</exception>
    Task ProveWritableAsync(CancellationToken cancellation);

    /// <summary>What each of these destinations does not have.</summary>
    Task<IReadOnlyList<DeliveryBacklog>> ReadBacklogAsync(IReadOnlyList<string> destinations, CancellationToken cancellation);
}
