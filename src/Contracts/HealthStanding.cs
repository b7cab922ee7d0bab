using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>How a member of a deployment stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthStanding>))]
public enum HealthStanding
{
    /// <summary>Up, and of use in a failover.</summary>
    Good,

    /// <summary>Up, but of no or doubtful use in a failover.</summary>
    Impaired,

    /// <summary>Down.</summary>
    Down,

    /// <summary>Not known.</summary>
    Unknown,
}
