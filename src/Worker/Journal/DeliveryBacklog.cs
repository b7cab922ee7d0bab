namespace SentinelEvents.Worker.Journal;

/// <summary>What a destination does not have.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="Pending">Deliveries that are due or wait for their next attempt.</param>
/// <param name="Held">Deliveries that a rule keeps back.</param>
/// <param name="Rejected">Deliveries that were given up and can be sent again by hand.</param>
/// <param name="OldestPending">When the oldest pending one was first due; null where none is pending.</param>
public sealed record DeliveryBacklog(string Destination, long Pending, long Held, long Rejected, DateTimeOffset? OldestPending);
