using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A sentinel was elected to fail the master over, or was told to.</summary>
public sealed record FailoverStarted : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.FailoverStarted;

    /// <summary>The master that is to be replaced.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>True when no O_DOWN preceded it: somebody asked for it.</summary>
    public bool Planned { get; init; }

    /// <summary>Id of the sentinel that leads the failover.</summary>
    public required string Leader { get; init; }

    /// <summary>Number of this attempt in the incident, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>The sentinels that were heard to vote for the leader by then, and when; may be fewer than did.</summary>
    public IReadOnlyList<Evidence> Votes { get; init; } = [];
}
