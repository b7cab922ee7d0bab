namespace SentinelEvents.Worker.Journal;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    Pending,
    Delivered,
    Rejected,
}
