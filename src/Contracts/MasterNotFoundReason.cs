using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Why no master can be named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MasterNotFoundReason>))]
public enum MasterNotFoundReason
{
    /// <summary>No such cluster is configured.</summary>
    ClusterUnknown,

    /// <summary>The cluster is watched, and no master of that name is followed there.</summary>
    NotFollowed,

    /// <summary>Too few sentinels have answered alike so far; ask again.</summary>
    NotAgreedYet,
}
