using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>The trends of a report: its period, and as many of the same length before it.</summary>
/// <param name="Steps">The oldest first; those before the journal knew anything are left out.</param>
/// <param name="Masters">The availability of single masters in these steps, the least available first.</param>
internal sealed record ReportTrends(IReadOnlyList<HealthTrendPoint> Steps, IReadOnlyList<MasterTrend> Masters)
{
    /// <summary>So many lines can be told apart in a plot; and a report does not grow with the number of masters times that of steps.</summary>
    public const int MostMasters = 6;

    /// <summary>Pure.</summary>
    public static ReportTrends Of(ReportPeriod period, IReadOnlyList<MasterHealth> masters, ReportHistory history)
    {
        var events = history.Events.ToLookup(told => (told.Cluster, told.Master));
        var clusters = masters.Select(master => master.Cluster).ToHashSet(StringComparer.Ordinal);
        var length = period.To - period.From;
        (DateTimeOffset From, DateTimeOffset To)[] steps =
        [
            .. Enumerable.Range(0, ReportPeriod.Steps)
                .Select(step => (period.TrendsFrom + (length * step), step == ReportPeriod.Steps - 1 ? period.To : period.TrendsFrom + (length * (step + 1)))),
        ];
        (MasterHealth Master, MasterPeriod[] Told)[] all = [.. masters.Select(master => (master, Tell(master)))];
        var named = Named([.. all.Select(one => (one.Master, one.Told.Select(told => told.Availability).ToArray()))]);
        var names = named.Select(trend => (trend.Cluster, trend.Master)).ToHashSet();
        MasterPeriod[][] others = [.. all.Where(one => !names.Contains((one.Master.Cluster, one.Master.Master))).Select(one => one.Told)];
        var points = steps.Index().Select(Point).ToList();
        var unknown = points.TakeWhile(point => point is { Availability: null, Failovers: 0, SentinelMargin: null }).Count();
        return new ReportTrends(
            [.. points.Skip(unknown)],
            [.. named.Select(trend => trend with { Availability = [.. trend.Availability.Skip(unknown)] })]);

        MasterPeriod[] Tell(MasterHealth master)
        {
            SentinelEvent[] told = [.. events[(master.Cluster, master.Master)]];
            return [.. steps.Select(step => MasterPeriod.Of(told, step.From, step.To, Since(history, master)))];
        }

        HealthTrendPoint Point((int Index, (DateTimeOffset From, DateTimeOffset To) Item) step)
        {
            var (from, to) = step.Item;
            var failovers = all.SelectMany(one => one.Told[step.Index].Failovers).ToList();
            var margins = history.Margins.Where(margin => margin.TellsOf(from, to, clusters)).Select(margin => (int?)margin.Margin);
            return new HealthTrendPoint
            {
                From = from,
                To = to,
                Availability = all.Average(one => one.Told[step.Index].Availability),
                OthersAvailability = others.Average(told => told[step.Index].Availability),
                OthersLowest = others.Min(told => told[step.Index].Availability),
                Failovers = failovers.Count,
                TimeToSwitch = failovers.Max(failover => failover.Took),
                SentinelMargin = (to == period.To ? margins.Concat(masters.Select(master => master.Margin.Sentinels)) : margins).Min(),
            };
        }
    }

    private static MasterTrend[] Named((MasterHealth Master, double?[] Availability)[] all) =>
    [
        .. all.Where(one => one.Availability.Any(share => share is not null && (all.Length <= MostMasters || share < 1)))
            .OrderByDescending(one => one.Availability.Sum(share => 1 - share))
            .Take(MostMasters)
            .Select(one => new MasterTrend { Cluster = one.Master.Cluster, Master = one.Master.Master, Availability = one.Availability }),
    ];

    private static DateTimeOffset? Since(ReportHistory history, MasterHealth master) =>
        history.KnownSince.TryGetValue((master.Cluster, master.Master), out var since) ? since : null;
}
