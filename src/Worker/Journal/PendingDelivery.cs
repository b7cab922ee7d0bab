using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>One event that one destination does not have yet.</summary>
/// <param name="Id">The row.</param>
/// <param name="Destination">Its name.</param>
/// <param name="Event">What is to be delivered.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="FirstDueAt">When it was first due: the start of the retry schedule.</param>
public sealed record PendingDelivery(long Id, string Destination, SentinelEvent Event, int Attempts, DateTimeOffset FirstDueAt);
