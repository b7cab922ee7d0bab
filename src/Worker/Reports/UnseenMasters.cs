using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Worker.Reports;

/// <summary>Masters that the configuration asks for and that no sentinel told of: a report that left them out would read as if all were well.</summary>
internal static class UnseenMasters
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>The assessment with them, their verdict unknown. Pure.</summary>
    public static ClusterHealth AddTo(ClusterHealth health, ClusterInspection inspection)
    {
        var anyRead = inspection.Sentinels.Any(sentinel => sentinel.IsRead);
        var seen = health.Masters.Select(master => master.Master).ToHashSet(StringComparer.Ordinal);
        List<string> unseen = [.. inspection.Wanted.Where(name => name.IndexOfAny(Wildcards) < 0 && !seen.Contains(name)).Distinct(StringComparer.Ordinal)];
        if (unseen.Count == 0 && seen.Count == 0)
        {
            unseen.Add("*");
        }

        var reason = anyRead
            ? "no sentinel that could be read monitors it"
            : "no sentinel of the deployment could be read";
        return health with
        {
            Masters =
            [
                .. health.Masters,
                .. unseen.Select(name => new MasterHealth { Cluster = health.Cluster, Master = name, Verdict = HealthVerdict.Unknown, Reasons = [reason] }),
            ],
        };
    }
}
