using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Why a failover attempt was given up (<c>redis:src/sentinel.c</c>, the <c>-failover-abort-*</c> events).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailoverFailure>))]
public enum FailoverFailure
{
    /// <summary>No candidate gathered the votes: <c>-failover-abort-not-elected</c>.</summary>
    NotElected,

    /// <summary>No replica may be promoted: <c>-failover-abort-no-good-slave</c>.</summary>
    NoGoodReplica,

    /// <summary>The chosen replica did not turn master in time: <c>-failover-abort-slave-timeout</c>.</summary>
    ReplicaTimeout,

    /// <summary>The old master did not hand over in time (Valkey's coordinated failover): <c>-failover-abort-master-timeout</c>.</summary>
    MasterTimeout,

    /// <summary>The attempt ended without a word from its leader.</summary>
    LeaderLost,
}
