using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>The trends of a report: its period, and as many of the same length before it.</summary>
internal static class ReportTrends
{
    /// <summary>The oldest step first; those before the journal knew anything are left out. Pure.</summary>
    public static IReadOnlyList<HealthTrendPoint> Of(ReportPeriod period, IReadOnlyList<MasterHealth> masters, ReportHistory history)
    {
        var events = history.Events.ToLookup(told => (told.Cluster, told.Master));
        var clusters = masters.Select(master => master.Cluster).ToHashSet(StringComparer.Ordinal);
        var length = period.To - period.From;
        return
        [
            .. Enumerable.Range(0, ReportPeriod.Steps)
                .Select(step => Step(period.TrendsFrom + (length * step), step == ReportPeriod.Steps - 1 ? period.To : period.TrendsFrom + (length * (step + 1))))
                .SkipWhile(point => point is { Availability: null, Failovers: 0, SentinelMargin: null }),
        ];

        HealthTrendPoint Step(DateTimeOffset from, DateTimeOffset to)
        {
            MasterPeriod[] told = [.. masters.Select(master => MasterPeriod.Of([.. events[(master.Cluster, master.Master)]], from, to, Since(history, master)))];
            var failovers = told.SelectMany(one => one.Failovers).ToList();
            var margins = history.Reports.Where(report => clusters.Contains(report.Cluster) && report.At > from && report.At <= to).Select(report => report.SentinelMargin);
            return new HealthTrendPoint
            {
                From = from,
                To = to,
                Availability = told.Average(one => one.Availability),
                Failovers = failovers.Count,
                TimeToSwitch = failovers.Max(failover => failover.Took),
                SentinelMargin = (to == period.To ? margins.Concat(masters.Select(master => master.Margin.Sentinels)) : margins).Min(),
            };
        }
    }

    private static DateTimeOffset? Since(ReportHistory history, MasterHealth master) =>
        history.KnownSince.TryGetValue((master.Cluster, master.Master), out var since) ? since : null;
}
