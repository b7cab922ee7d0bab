namespace SentinelEvents.Worker.Journal;

/// <summary>How many deliveries of a destination stand in a state.</summary>
public sealed record DeliveryCount(string Destination, DeliveryState State, long Count);
