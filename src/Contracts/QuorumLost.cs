using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A failover could not be authorised now.</summary>
public sealed record QuorumLost : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.QuorumLost;

    /// <summary>How many sentinels can take part in an election, as far as is seen.</summary>
    public int Usable { get; init; }

    /// <summary>How many an authorised failover needs: the larger of quorum and majority.</summary>
    public int Needed { get; init; }

    /// <summary>What the sentinels answered to CKQUORUM.</summary>
    public required string Detail { get; init; }
}
