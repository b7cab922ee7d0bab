using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>How a failover ended, and how that is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailoverEnding>))]
public enum FailoverEnding
{
    /// <summary>The leader said that the replicas follow the new master: <c>+failover-end</c>.</summary>
    ReplicasFollow,

    /// <summary>The leader gave up waiting for replicas that do not follow yet: <c>+failover-end-for-timeout</c>.</summary>
    TimedOut,

    /// <summary>Nobody was heard to say so, but no sentinel has a failover running any more.</summary>
    Inferred,

    /// <summary>The next switch of the same master came first.</summary>
    Superseded,
}
