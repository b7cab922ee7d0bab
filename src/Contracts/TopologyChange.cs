using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What became of a member.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TopologyChange>))]
public enum TopologyChange
{
    /// <summary>It is new.</summary>
    Joined,

    /// <summary>Nobody knows it any more.</summary>
    Left,

    /// <summary>It has another address.</summary>
    Moved,
}
