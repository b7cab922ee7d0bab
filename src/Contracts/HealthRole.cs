using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What a member of a deployment is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthRole>))]
public enum HealthRole
{
    /// <summary>The master.</summary>
    Master,

    /// <summary>A replica of it.</summary>
    Replica,

    /// <summary>A sentinel that monitors it.</summary>
    Sentinel,
}
