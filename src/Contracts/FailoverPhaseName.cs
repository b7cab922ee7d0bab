using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The phases of a failover, each named by what it ends with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailoverPhaseName>))]
public enum FailoverPhaseName
{
    /// <summary>From the first S_DOWN to the agreement that the master is down.</summary>
    Detected,

    /// <summary>From there to the election of a leader (of a planned failover: 0).</summary>
    Elected,

    /// <summary>From there to the agreed new master.</summary>
    Switched,

    /// <summary>From there to the leader's word that the replicas follow, or that their time is up.</summary>
    Reconfigured,
}
