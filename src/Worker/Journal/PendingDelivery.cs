using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>One event that one destination does not have yet.</summary>
/// <param name="Id">The row.</param>
/// <param name="Destination">Its name.</param>
/// <param name="Event">What is to be delivered.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="FirstDueAt">When it was first due: the start of the retry schedule.</param>
public sealed record PendingDelivery(long Id, string Destination, SentinelEvent Event, int Attempts, DateTimeOffset FirstDueAt)
{
    /// <summary>The event's place in the order of decisions.</summary>
    public long Sequence { get; init; }

    /// <summary>Whether it was held until now.</summary>
    public bool WasHeld { get; init; }

    /// <summary>Why it was held, or what became of the last attempt; <see cref="DeliveryStatements.Redelivered"/> where a person asked for it.</summary>
    public string? Reason { get; init; }

    /// <summary>The group that it waited in.</summary>
    public string? Group { get; init; }
}
