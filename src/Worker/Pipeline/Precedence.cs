using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// Which worker decides about a cluster: whoever sees most of its sentinels. Workers that see the same ones decide alike and may do so at once; workers
/// that see different ones would contradict each other for as long as that lasts, so of two that see equally many the first by name does.
/// </summary>
internal static class Precedence
{
    /// <summary>Whether this worker is to leave the decisions to another.</summary>
    public static bool Defers(WorkerSight own, IEnumerable<WorkerSight> others, string cluster)
    {
        var mine = Seen(own, cluster);
        return others.Any(other =>
        {
            var theirs = Seen(other, cluster);
            return theirs.Count > mine.Count
                || (theirs.Count == mine.Count && !theirs.SetEquals(mine) && string.CompareOrdinal(other.Worker, own.Worker) < 0);
        });
    }

    private static HashSet<string> Seen(WorkerSight sight, string cluster) =>
        sight.Sentinels.TryGetValue(cluster, out var seen) ? seen.ToHashSet(StringComparer.Ordinal) : [];
}
