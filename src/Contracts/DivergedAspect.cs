using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What sentinels can hold different views of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DivergedAspect>))]
public enum DivergedAspect
{
    /// <summary>The master's address and config epoch.</summary>
    Address,

    /// <summary>The quorum.</summary>
    Quorum,

    /// <summary>down-after-milliseconds.</summary>
    DownAfter,

    /// <summary>failover-timeout.</summary>
    FailoverTimeout,

    /// <summary>parallel-syncs.</summary>
    ParallelSyncs,
}
