using System.Collections.Immutable;

namespace SentinelEvents.Worker.Status.Feed;

/// <summary>The feed at a moment.</summary>
/// <param name="Position">Everything up to this sequence number has been read; null before the journal was first read.</param>
/// <param name="From">Everything above this, and up to the position, is among the recent ones.</param>
/// <param name="Recent">The latest events, the oldest first.</param>
/// <param name="Moved">Completes when there is a newer picture.</param>
internal sealed record FeedPicture(long? Position, long From, ImmutableQueue<FedEvent> Recent, Task Moved);
