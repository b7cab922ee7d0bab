using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>
/// Whether a demoted master went on as a second master after the switch (its own answers to <c>ROLE</c>): what it is told then is lost once it
/// becomes a replica. Where <c>min-replicas-to-write</c> is set it may refuse writes all the same.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OldMasterWritable>))]
public enum OldMasterWritable
{
    /// <summary>Data nodes are not to be read or may not be, or no answer had come in time.</summary>
    NotChecked,

    /// <summary>It could not be reached whenever it was asked.</summary>
    Unreachable,

    /// <summary>It was a replica whenever it was asked.</summary>
    No,

    /// <summary>It was still a master after the switch, and then no longer, or no longer reached.</summary>
    Ended,

    /// <summary>It still was a master when it was last asked.</summary>
    Yes,
}
