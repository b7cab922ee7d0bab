using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event as the journal holds it.</summary>
/// <param name="Sequence">Grows in the order of decision.</param>
/// <param name="Event">The event as it was published.</param>
/// <param name="LateWitnesses">Who said so afterwards.</param>
/// <param name="Deliveries">What became of it at each destination.</param>
public sealed record JournalledEvent(long Sequence, SentinelEvent Event, IReadOnlyList<Evidence> LateWitnesses, IReadOnlyList<JournalledDelivery> Deliveries);
