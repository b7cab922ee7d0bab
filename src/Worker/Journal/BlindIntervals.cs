using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>Pairs the ends and beginnings of sight into the intervals between them.</summary>
internal static class BlindIntervals
{
    /// <summary>A sentinel that is seen anew without an end of its sight before: nobody was there to notice it.</summary>
    public const string ServiceEnded = "the service did not run (it was stopped or killed, or its host failed)";

    /// <param name="changes">Every end and beginning, in the order in which they were recorded.</param>
    public static IReadOnlyList<BlindInterval> Pair(IEnumerable<SightChange> changes)
    {
        var intervals = new List<BlindInterval>();
        var open = new Dictionary<(string Worker, string Cluster, string Id), int>();
        foreach (var change in changes)
        {
            var who = (change.Worker, change.Observation.Cluster, change.Observation.Sentinel.Id);
            switch (change.Observation)
            {
                case SentinelUnsighted unsighted when !open.ContainsKey(who):
                    open[who] = intervals.Count;
                    intervals.Add(new BlindInterval(
                        change.Worker, unsighted.Cluster, unsighted.Sentinel, unsighted.BlindSince ?? unsighted.At, unsighted.At, null, unsighted.Reason));
                    break;

                case SentinelSighted sighted:
                    if (open.Remove(who, out var index))
                    {
                        intervals[index] = intervals[index] with { To = sighted.At };
                    }
                    else if (change.LastRecordedBefore is { } last)
                    {
                        intervals.Add(new BlindInterval(change.Worker, sighted.Cluster, sighted.Sentinel, last, sighted.At, sighted.At, ServiceEnded));
                    }

                    CloseReplaced(change.Worker, sighted);
                    break;
            }
        }

        // Who left is not to be seen; only if it comes back was there a gap.
        return [.. intervals.Where(interval => interval.To is not null || interval.Reason != SentinelUnsighted.NoLongerWatched).OrderBy(interval => interval.From)];

        void CloseReplaced(string worker, SentinelSighted sighted)
        {
            foreach (var (other, index) in open.Where(entry => entry.Key.Worker == worker && entry.Key.Cluster == sighted.Cluster && intervals[entry.Value].Sentinel.Address.SameAs(sighted.Sentinel.Address)).ToList())
            {
                // One address, one sentinel: what was there under another id is not any more.
                intervals[index] = intervals[index] with { To = sighted.At };
                open.Remove(other);
            }
        }
    }
}
