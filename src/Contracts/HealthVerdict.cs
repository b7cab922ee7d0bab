using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Whether a failover of a master would succeed if the master died now.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthVerdict>))]
public enum HealthVerdict
{
    /// <summary>It would succeed.</summary>
    Ready,

    /// <summary>It would succeed, but a single further failure would prevent it, or something known speaks against it.</summary>
    AtRisk,

    /// <summary>Too little could be read to say.</summary>
    Unknown,

    /// <summary>It would fail.</summary>
    WouldFail,
}
