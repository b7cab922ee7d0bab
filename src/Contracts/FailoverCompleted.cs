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

    /// <summary>Whether the old master went on as a second master, as far as is known by now.</summary>
    public OldMasterWritable OldMasterWritable { get; init; }

    /// <summary>For how long it did, counted from the agreed switch; where it still does, up to its last answer. Null where it was not seen to.</summary>
    public TimeSpan? OldMasterWritableFor { get; init; }

    /// <summary>How many clients the old master still had when it was last asked (<c>CLIENT LIST</c>, without replicas, sentinels and this service); null where not known.</summary>
    public int? StragglerCount { get; init; }

    /// <summary>Those clients, the ones that write first; at most 20.</summary>
    public IReadOnlyList<Straggler> Stragglers { get; init; } = [];
}
