using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Feed;

/// <summary>An event with its place in the journal.</summary>
internal sealed record FedEvent(long Sequence, SentinelEvent Event);
