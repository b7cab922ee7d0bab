using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A replica or a sentinel joined, left or moved.</summary>
public sealed record TopologyChanged : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.TopologyChanged;

    /// <summary>Replica or sentinel.</summary>
    public TopologyMember Member { get; init; }

    /// <summary>Joined, left or moved.</summary>
    public TopologyChange Change { get; init; }

    /// <summary>A sentinel's id, or a data node's address.</summary>
    public required string Id { get; init; }

    /// <summary>Where it was.</summary>
    public HostAddress? OldAddress { get; init; }

    /// <summary>Where it is.</summary>
    public HostAddress? NewAddress { get; init; }

    /// <summary>Where the master is, by agreement; null where that is not known.</summary>
    public HostAddress? MasterAddress { get; init; }
}
