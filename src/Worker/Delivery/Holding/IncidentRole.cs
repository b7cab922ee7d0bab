using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What an event does to its incident.</summary>
internal enum IncidentRole
{
    /// <summary>It is open, from now on or still.</summary>
    Opens,

    /// <summary>It is over.</summary>
    Resolves,

    /// <summary>There is none: it is told and done with.</summary>
    StandsAlone,
}

internal static class IncidentRoles
{
    public static IncidentRole Of(EventKind kind) => kind switch
    {
        EventKind.MasterRecovered or EventKind.FailoverCompleted or EventKind.ReplicaRecovered or EventKind.SentinelRecovered or EventKind.QuorumRestored
            or EventKind.ViewsConverged or EventKind.TiltLeft or EventKind.SightRestored => IncidentRole.Resolves,
        EventKind.MonitoringChanged or EventKind.TopologyChanged or EventKind.HealthReported => IncidentRole.StandsAlone,
        EventKind.MasterSuspected or EventKind.MasterDown or EventKind.FailoverStarted or EventKind.FailoverFailed or EventKind.MasterSwitched
            or EventKind.MasterSwitchUnconfirmed or EventKind.ReplicaDown or EventKind.SentinelDown or EventKind.QuorumLost or EventKind.ViewsDiverged
            or EventKind.TiltEntered or EventKind.SightLost => IncidentRole.Opens,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "What it means for its incident is not decided yet."),
    };
}
