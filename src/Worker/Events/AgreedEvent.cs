using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>An event as Agreement decides it, with the content key that its id was made from.</summary>
/// <param name="Key">Unique for all time; readable. See <see cref="EventKey"/>.</param>
/// <param name="Event">What is published.</param>
public sealed record AgreedEvent(string Key, SentinelEvent Event);
