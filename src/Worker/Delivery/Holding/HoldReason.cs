namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>Which rule keeps a notification back. The bus is never kept waiting by one.</summary>
public enum HoldReason
{
    /// <summary>A silence or a maintenance window covers it.</summary>
    Silenced,

    /// <summary>What it is about goes down and comes up again and again.</summary>
    Flapping,

    /// <summary>It resolves an incident of which the destination was not told.</summary>
    NotTold,

    /// <summary>It waits for others that belong with it (<c>GroupWait</c>).</summary>
    Grouping,
}
