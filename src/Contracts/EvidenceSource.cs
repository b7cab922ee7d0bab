using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>How a sentinel's word reached this service.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceSource>))]
public enum EvidenceSource
{
    /// <summary>It published it.</summary>
    PubSub,

    /// <summary>It answered so when its state was read.</summary>
    Snapshot,

    /// <summary>This service's own connection to it showed it.</summary>
    Connection,
}
