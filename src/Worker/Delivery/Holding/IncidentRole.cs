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
        _ => IncidentRole.Opens,
    };
}
