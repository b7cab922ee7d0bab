namespace SentinelEvents.Worker.Status.Views;

/// <summary>What a sentinel holds differently. A closed set.</summary>
public enum DifferingAspect
{
    /// <summary>Who is master.</summary>
    Address,

    /// <summary>The config epoch.</summary>
    Epoch,

    /// <summary>The setting <c>quorum</c>.</summary>
    Quorum,

    /// <summary>The setting <c>down-after-milliseconds</c>.</summary>
    DownAfter,

    /// <summary>The setting <c>failover-timeout</c>.</summary>
    FailoverTimeout,

    /// <summary>The setting <c>parallel-syncs</c>.</summary>
    ParallelSyncs,
}
