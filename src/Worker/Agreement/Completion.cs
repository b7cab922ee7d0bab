using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A switch that was agreed and whose failover still runs, as far as is known.</summary>
public sealed record Completion(Guid IncidentId, int Ordinal, long Epoch, HostAddress Old, HostAddress New, bool Planned, DateTimeOffset OpenedAt, DateTimeOffset SwitchedAt)
{
    public DateTimeOffset? DownAt { get; init; }

    public DateTimeOffset? ElectedAt { get; init; }

    public string? Leader { get; init; }

    /// <summary>The new master's own answer.</summary>
    public RoleCheck Role { get; init; }

    /// <summary>Whether that answer has come.</summary>
    public bool RoleAsked { get; init; }

    /// <summary>What the old master said since the switch; null before its first answer.</summary>
    public OldMasterSight? OldMaster { get; init; }
}
