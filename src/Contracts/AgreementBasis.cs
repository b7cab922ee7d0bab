using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The rule by which an event came to be agreed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgreementBasis>))]
public enum AgreementBasis
{
    /// <summary>More than half of the known sentinels answered alike.</summary>
    Majority,

    /// <summary>As many sentinels as their own quorum setting asks for.</summary>
    Quorum,

    /// <summary>Every known sentinel.</summary>
    All,

    /// <summary>The first sentinel that said so (a policy that a cluster can choose).</summary>
    First,

    /// <summary>A sentinel reported O_DOWN: it collected a quorum of votes itself.</summary>
    ODown,

    /// <summary>The word of the only sentinel that can know: a failover's leader, a sentinel's own TILT, the one that took a command.</summary>
    Alone,

    /// <summary>What this service itself sees, or does not see.</summary>
    Own,
}
