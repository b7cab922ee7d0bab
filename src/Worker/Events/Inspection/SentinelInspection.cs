using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>What one sentinel said, or why it said nothing.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Configured">Whether the configuration names it; else other sentinels did.</param>
public sealed record SentinelInspection(HostAddress Address, bool Configured)
{
    /// <summary>Why it could not be read; null where it could.</summary>
    public InspectionProblem? Problem { get; init; }

    public bool IsRead => Problem is null;

    /// <summary>Its id (<c>SENTINEL MYID</c>); null where it has none to give.</summary>
    public string? Id { get; init; }

    /// <summary>What tells it from the others, also where it has no id to give.</summary>
    public string IdOrAddress => Id ?? Address.ToString();

    /// <summary><c>INFO</c>: sections server and sentinel (<c>redis_version</c>, <c>run_id</c>, <c>uptime_in_seconds</c>, <c>sentinel_tilt</c>, <c>sentinel_scripts_queue_length</c> ...). Empty where not permitted.</summary>
    public InstanceFields Info { get; init; } = InstanceFields.None;

    /// <summary>The masters that it monitors and that are followed.</summary>
    public IReadOnlyList<MonitoredMaster> Masters { get; init; } = [];

    /// <summary>The names of all masters that it monitors.</summary>
    public IReadOnlyList<string> AllMasters { get; init; } = [];

    /// <summary>What this service's own user may not do there.</summary>
    public IReadOnlyList<MissingPermission> Missing { get; init; } = [];

    /// <summary>Whether it obeys clients that give no password; null where that was not tried.</summary>
    public bool? OpenToAnybody { get; init; }

    /// <summary><c>valkey_version</c> or <c>redis_version</c>; empty where it may not be read.</summary>
    public string Version => Info.Text("valkey_version") is { Length: > 0 } valkey ? valkey : Info.Text("redis_version");

    public bool InTilt => Info.Text("sentinel_tilt") == "1";
}
