namespace SentinelEvents.Lab;

/// <summary>What makes the sentinels fail over.</summary>
internal enum FailoverTrigger
{
    /// <summary>SENTINEL FAILOVER.</summary>
    Command,

    /// <summary>kill -9 of the master.</summary>
    Kill,
}
