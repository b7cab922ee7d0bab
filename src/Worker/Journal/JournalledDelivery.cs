namespace SentinelEvents.Worker.Journal;

/// <summary>What became of an event at one destination.</summary>
public sealed record JournalledDelivery(
    long Id, string Destination, DeliveryState State, int Attempts, DateTimeOffset? DeliveredAt, DateTimeOffset? NotBefore, string? Reason, string? Detail);
