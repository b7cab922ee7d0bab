namespace SentinelEvents.Lab;

/// <summary>What of a message on the bus is needed to count and to time it.</summary>
/// <param name="At">When it came, by <see cref="TimeProvider.GetTimestamp"/> of the system's time provider.</param>
/// <param name="EventId">The message's id.</param>
/// <param name="Kind">What it says happened.</param>
/// <param name="Master">To which master; null where it is of none.</param>
internal sealed record TappedMessage(long At, Guid EventId, string Kind, string? Master);
