using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The failover is over: the replicas follow the new master, or their time ran out.</summary>
public sealed record FailoverCompleted : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.FailoverCompleted;

    /// <summary>The master before.</summary>
    public required HostAddress OldAddress { get; init; }

    /// <summary>The master now.</summary>
    public required HostAddress NewAddress { get; init; }

    /// <summary>True when somebody asked for the failover.</summary>
    public bool Planned { get; init; }

    /// <summary>How the end is known.</summary>
    public FailoverEnding Ending { get; init; }

    /// <summary>Whether the new master itself answered that it is a master.</summary>
    public RoleCheck NewMasterRole { get; init; }

    /// <summary>How long each phase took, in order.</summary>
    public required IReadOnlyList<FailoverPhase> Phases { get; init; }
}
