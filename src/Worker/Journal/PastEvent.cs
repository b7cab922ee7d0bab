using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>An event alone.</summary>
/// <param name="Sequence">Its place in the order of decision.</param>
/// <param name="Event">As it was published.</param>
public sealed record PastEvent(long Sequence, SentinelEvent Event);
