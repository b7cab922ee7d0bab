using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What became of the wish to make a delivery again: <see cref="Accepted"/>, <see cref="AlreadyPending"/>, <see cref="DestinationGone"/> or <see cref="Unknown"/>.</summary>
public abstract record RedeliveryResult
{
    private RedeliveryResult()
    {
    }

    /// <summary>It waits for its destination.</summary>
    public sealed record Accepted(ListedDelivery Delivery) : RedeliveryResult;

    /// <summary>It waited already, and nothing was changed.</summary>
    public sealed record AlreadyPending(ListedDelivery Delivery) : RedeliveryResult;

    /// <summary>Nobody would make it: its destination is no longer configured.</summary>
    public sealed record DestinationGone(ListedDelivery Delivery) : RedeliveryResult;

    /// <summary>The journal holds no such delivery.</summary>
    public sealed record Unknown : RedeliveryResult;
}
