using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What a destination was told before, as far as a decision depends on it.</summary>
/// <param name="Incident">The events of the same incident, in the order of decision; empty where it does not matter.</param>
/// <param name="Pair">The events that go down and up like this one, the newest first; empty where it does not matter.</param>
internal sealed record Past(IReadOnlyList<PriorDelivery> Incident, IReadOnlyList<PriorDelivery> Pair)
{
    public static Past Nothing { get; } = new([], []);
}
