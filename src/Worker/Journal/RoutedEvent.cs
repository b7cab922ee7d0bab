using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event and the destinations that are to have it, in the same transaction.</summary>
public sealed record RoutedEvent(AgreedEvent Agreed, IReadOnlyList<string> Destinations)
{
    /// <summary>Destinations that are to have it, too, where an earlier event of its incident went to them.</summary>
    public IReadOnlyList<string> WhereTold { get; init; } = [];
}
