namespace SentinelEvents.Worker.Journal;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    Pending,

    /// <summary>Kept back for people's sake; the reason names the rule. With a time it is looked at again then, without one it stays.</summary>
    Held,

    Delivered,
    Rejected,
}
