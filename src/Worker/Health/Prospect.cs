using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>Would a failover of one master succeed if it died now?</summary>
internal static class Prospect
{
    public static MasterHealth Of(Fleet fleet, MasterSurvey master) => new() { Cluster = fleet.Inspection.Cluster, Master = master.Name };
}
