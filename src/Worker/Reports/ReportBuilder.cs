using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Worker.Reports;

/// <summary>From what was found now, and what the journal knows, to a report.</summary>
internal static class ReportBuilder
{
    /// <summary>Pure: the same report from the same parts, its ids included.</summary>
    /// <param name="name">The name of the report.</param>
    /// <param name="due">When it was due; with the name it makes the report's id.</param>
    /// <param name="clusters">The deployments as they were assessed.</param>
    /// <param name="history">What the journal knows.</param>
    public static HealthReported Of(string name, DateTimeOffset due, IReadOnlyList<ClusterHealth> clusters, ReportHistory history)
    {
        var before = history.Previous;
        var period = ReportPeriod.Of(before, clusters.Select(cluster => cluster.At).DefaultIfEmpty(due).Max());
        var verdicts = before?.Masters.ToLookup(master => (master.Cluster, master.Master), master => (HealthVerdict?)master.Verdict);
        var events = history.Events.ToLookup(told => (told.Cluster, told.Master));
        MasterHealth[] masters =
        [
            .. clusters.SelectMany(cluster => cluster.Masters)
                .Select(WithHistory)
                .OrderByDescending(master => master.Verdict)
                .ThenBy(master => master.Cluster, StringComparer.Ordinal)
                .ThenBy(master => master.Master, StringComparer.Ordinal),
        ];
        HealthFinding[] findings = [.. clusters.SelectMany(cluster => cluster.Findings).OrderByDescending(finding => finding.Severity)];
        var changes = FindingChanges.Of(findings, before);

        // Whoever follows nothing must not read that all is well.
        var verdict = masters.Length == 0 ? HealthVerdict.Unknown : masters[0].Verdict;
        var trends = ReportTrends.Of(period, masters, history);
        var severity = ReportSeverity.Of(findings, masters);
        return new HealthReported
        {
            EventId = EventKey.ToId(ReportKey.Of(name, due)),
            IncidentId = EventKey.ToId(ReportKey.Of(name)),
            Cluster = clusters.Count == 1 ? clusters[0].Cluster : "*",
            Severity = masters.Length == 0 && severity == Severity.Info ? Severity.Warning : severity,
            OccurredAt = due,
            AgreedAt = period.To,
            Report = name,
            PeriodFrom = period.From,
            PeriodTo = period.To,
            Verdict = verdict,
            Masters = masters,
            Findings = findings,
            NewFindings = changes.New,
            GoneFindings = changes.Gone,
            PreviousAt = before?.PeriodTo,
            Trends = trends.Steps,
            MasterTrends = trends.Masters,
        };

        MasterHealth WithHistory(MasterHealth master)
        {
            var key = (master.Cluster, master.Master);
            var known = history.KnownSince.TryGetValue(key, out var since) ? since : (DateTimeOffset?)null;
            var told = MasterPeriod.Of([.. events[key]], period.From, period.To, known);
            return master with
            {
                Availability = told.Availability,
                KnownSince = known ?? (master.Address is null ? null : period.To),
                Failovers = told.Failovers,
                PreviousVerdict = verdicts?[key].FirstOrDefault(),
            };
        }
    }
}
