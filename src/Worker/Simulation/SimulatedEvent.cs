using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Simulation;

/// <summary>An event that the sentinels of a story agree on, and where it goes.</summary>
/// <param name="At">When it is agreed.</param>
/// <param name="Event">It.</param>
/// <param name="Routes">The places of the routes that match it; null where there are no routes, and everything goes to everybody.</param>
/// <param name="Destinations">Who is to have it: the bus first, then the others in their order.</param>
internal sealed record SimulatedEvent(DateTimeOffset At, SentinelEvent Event, IReadOnlyList<int>? Routes, IReadOnlyList<string> Destinations)
{
    /// <summary>Who is to have it, too, where an earlier event of its incident was told.</summary>
    public IReadOnlyList<string> WhereTold { get; init; } = [];
}
