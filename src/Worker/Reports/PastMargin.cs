using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>A margin of sentinels that an earlier report told of.</summary>
/// <param name="From">Since when; the same as <paramref name="To"/> for what a report itself found.</param>
/// <param name="To">Until when.</param>
/// <param name="Clusters">The deployments that it is the smallest margin of.</param>
/// <param name="Margin">The margin.</param>
internal sealed record PastMargin(DateTimeOffset From, DateTimeOffset To, IReadOnlySet<string> Clusters, int Margin)
{
    // A report is made a little after its time, each time by another little: the one at the end of a step still tells of that step.
    private const double Lateness = 0.1;

    // A longer stretch of time cannot tell which of the steps it was.
    private const double Longest = 1.5;

    /// <summary>What a report found, and what its trends tell of the time before.</summary>
    public static IEnumerable<PastMargin> Of(HealthReported report)
    {
        foreach (var masters in report.Masters.GroupBy(master => master.Cluster, StringComparer.Ordinal))
        {
            if (masters.Min(master => master.Margin.Sentinels) is { } margin)
            {
                yield return new PastMargin(report.PeriodTo, report.PeriodTo, new HashSet<string>([masters.Key], StringComparer.Ordinal), margin);
            }
        }

        // The last step is the report itself, told already.
        var all = report.Masters.Select(master => master.Cluster).ToHashSet(StringComparer.Ordinal);
        foreach (var step in report.Trends.SkipLast(1))
        {
            if (step.SentinelMargin is { } margin)
            {
                yield return new PastMargin(step.From, step.To, all, margin);
            }
        }
    }

    /// <summary>Whether it tells of a step of the trends of some deployments.</summary>
    public bool TellsOf(DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string> clusters)
    {
        if (!Clusters.IsSubsetOf(clusters))
        {
            return false;
        }

        var late = (to - from) * Lateness;
        var middle = From + ((To - From) / 2);
        return From == To
            ? To > from + late && To <= to + late
            : To - From <= (to - from) * Longest && middle > from && middle <= to;
    }
}
