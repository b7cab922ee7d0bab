using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event of before, and how it stands with one destination.</summary>
/// <param name="Sequence">Its place in the order of decisions.</param>
/// <param name="Event">It.</param>
/// <param name="State">Null: it was never to be delivered there.</param>
/// <param name="Waits">Whether it is held until a time that is yet to come.</param>
/// <param name="Reason">Why it is held, rejected, or not there yet.</param>
public sealed record PriorDelivery(long Sequence, SentinelEvent Event, DeliveryState? State, bool Waits, string? Reason);
