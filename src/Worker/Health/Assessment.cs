using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>From what was found in a deployment to a verdict for each master and to findings. Pure.</summary>
public static class Assessment
{
    public static ClusterHealth Of(ClusterInspection inspection)
    {
        var fleet = Fleet.Of(inspection);
        return new ClusterHealth(inspection.Cluster, inspection.At, [.. fleet.Masters.Select(master => Prospect.Of(fleet, master))], LintRules.Look(fleet));
    }
}
