using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event that a commit added to the journal; one that was there already is none.</summary>
/// <param name="Sequence">Its place in the order of decisions.</param>
/// <param name="Event">It.</param>
/// <param name="Deliveries">What was added with it, one for each destination that is to have it.</param>
public sealed record CommittedEvent(long Sequence, SentinelEvent Event, IReadOnlyList<PendingDelivery> Deliveries);
