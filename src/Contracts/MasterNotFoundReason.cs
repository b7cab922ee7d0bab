using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Why no master can be named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MasterNotFoundReason>))]
public enum MasterNotFoundReason
{
    /// <summary>No master of that name is followed in the cluster.</summary>
    NotFollowed,

    /// <summary>Too few sentinels have answered alike so far; ask again.</summary>
    NotAgreedYet,
}
