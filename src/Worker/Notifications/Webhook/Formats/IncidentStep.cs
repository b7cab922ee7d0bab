using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>What receivers that keep incidents themselves are to do: finer than <see cref="IncidentRole"/>, for a pager must not ring for what is intended.</summary>
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
        // What somebody asked for is no incident, and what is only begun says nothing of its end.
        MasterSwitched { Planned: false } => IncidentStep.Eases,
        MasterSwitched or MasterSuspected or FailoverStarted or FailoverCompleted { Planned: true } => IncidentStep.Aside,
        FailoverCompleted completed => IsWhole(completed) ? IncidentStep.Closes : IncidentStep.Opens,

        // A demoted master that does not come back is told within the incident of its switch.
        ReplicaDown { Severity: Severity.Info } => IncidentStep.Aside,

        // All reports of a name are one incident, which a good one ends.
        HealthReported => sentinelEvent.Severity == Severity.Critical ? IncidentStep.Opens : IncidentStep.Closes,
        _ => IncidentRoles.Of(sentinelEvent.Kind) switch
        {
            IncidentRole.Opens => IncidentStep.Opens,
            IncidentRole.Resolves => IncidentStep.Closes,
            _ => IncidentStep.Aside,
        },
    };

    // Two masters, or none, are no end; a replica or a client that lags behind is.
    private static bool IsWhole(FailoverCompleted completed) =>
        completed.NewMasterRole != RoleCheck.Contradicted && completed.OldMasterWritable != OldMasterWritable.Yes;
}
