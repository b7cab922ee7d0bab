using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>What a data node itself said, or why it said nothing.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Masters">The names of the masters to whose deployment it belongs, as master or replica.</param>
public sealed record NodeInspection(HostAddress Address, IReadOnlyList<string> Masters)
{
    /// <summary>Why it could not be read; null where it could.</summary>
    public InspectionProblem? Problem { get; init; }

    public bool IsRead => Problem is null;

    /// <summary>First word of <c>ROLE</c>: <c>master</c> or <c>slave</c>; empty where not known.</summary>
    public string Role { get; init; } = "";

    /// <summary><c>INFO</c>: sections server, clients, memory, persistence, replication. Empty where not permitted.</summary>
    public InstanceFields Info { get; init; } = InstanceFields.None;

    /// <summary><c>CONFIG GET</c> of the settings that matter, never of a secret's value: <c>masterauth</c> and <c>requirepass</c> are <c>set</c> or empty. Empty where not permitted.</summary>
    public InstanceFields Settings { get; init; } = InstanceFields.None;

    /// <summary><c>CLIENT LIST</c>, without replicas, sentinels and this service; null where not permitted.</summary>
    public IReadOnlyList<ConnectedClient>? Clients { get; init; }

    /// <summary>What this service's own user may not do there.</summary>
    public IReadOnlyList<MissingPermission> Missing { get; init; } = [];
}
