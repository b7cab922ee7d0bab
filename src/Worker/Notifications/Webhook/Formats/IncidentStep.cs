using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>What an event does to its incident, for receivers that keep incidents themselves.</summary>
internal enum IncidentStep
{
    /// <summary>It is there, or there is still something to do.</summary>
    Opens,

    /// <summary>The sentinels have acted; it is not over.</summary>
    Eases,

    /// <summary>It is over.</summary>
    Closes,

    /// <summary>Something to know, that is not one side of a pair.</summary>
    Aside,
}

internal static class IncidentSteps
{
    public static IncidentStep Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterDown or FailoverFailed or MasterSwitchUnconfirmed or SentinelDown or QuorumLost or ViewsDiverged or TiltEntered or SightLost => IncidentStep.Opens,

        // What somebody asked for is no incident.
        MasterSwitched { Planned: false } => IncidentStep.Eases,
        FailoverCompleted { Planned: true } => IncidentStep.Aside,
        FailoverCompleted completed => IsWhole(completed) ? IncidentStep.Closes : IncidentStep.Opens,
        MasterRecovered or ReplicaRecovered or SentinelRecovered or QuorumRestored or ViewsConverged or TiltLeft or SightRestored => IncidentStep.Closes,

        // A demoted master that does not come back is told within the incident of its switch.
        ReplicaDown => sentinelEvent.Severity == Severity.Info ? IncidentStep.Aside : IncidentStep.Opens,

        // All reports of a name are one incident, which a good one ends.
        HealthReported => sentinelEvent.Severity == Severity.Critical ? IncidentStep.Opens : IncidentStep.Closes,
        _ => IncidentStep.Aside,
    };

    // Two masters, or none, are no end; a replica or a client that lags behind is.
    private static bool IsWhole(FailoverCompleted completed) =>
        completed.NewMasterRole != RoleCheck.Contradicted && completed.OldMasterWritable != OldMasterWritable.Yes;
}
