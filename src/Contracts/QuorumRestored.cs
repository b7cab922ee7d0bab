using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A failover could be authorised again.</summary>
public sealed record QuorumRestored : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.QuorumRestored;

    /// <summary>How many sentinels can take part in an election.</summary>
    public int Usable { get; init; }

    /// <summary>How many an authorised failover needs.</summary>
    public int Needed { get; init; }
}
