namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>Which notifications belong together while they wait (<c>GroupWait</c>).</summary>
public enum GroupBy
{
    /// <summary>Those of one incident.</summary>
    Incident,

    /// <summary>Those of one cluster.</summary>
    Cluster,

    /// <summary>Those about the same host: of a switch the one that failed. What is about no host waits by its incident.</summary>
    Host,
}
