using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What joined, left or moved.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TopologyMember>))]
public enum TopologyMember
{
    /// <summary>A data node that replicates the master.</summary>
    Replica,

    /// <summary>A sentinel that monitors the master.</summary>
    Sentinel,
}
