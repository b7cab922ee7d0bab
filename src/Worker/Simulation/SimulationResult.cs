using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Simulation;

/// <summary>What came of a story.</summary>
/// <param name="Title">What it was about.</param>
/// <param name="Start">Its second 0.</param>
/// <param name="Events">What was agreed on, in its order.</param>
/// <param name="Told">Who would have been told of what, in its order.</param>
internal sealed record SimulationResult(string Title, DateTimeOffset Start, IReadOnlyList<SimulatedEvent> Events, IReadOnlyList<Told> Told)
{
    /// <summary>What is still kept back an hour after the end, and by which rule.</summary>
    public IReadOnlyList<ListedDelivery> Held { get; init; } = [];
}
