using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event and the destinations that are to have it, in the same transaction.</summary>
public sealed record RoutedEvent(AgreedEvent Agreed, IReadOnlyList<string> Destinations);
