using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Reports;

/// <summary>Reads from the journal what a report needs, page by page.</summary>
internal sealed class HistoryReader(IJournalReader journal)
{
    // Reports are large, so few at a time.
    private const int ReportsAtOnce = 50;
    private const int EventsAtOnce = 1000;

    // An outage that began longer than this before the trends, and still lasts in them, is not worth reading the whole journal.
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(30);

    private static readonly EventKind[] Kinds =
        [EventKind.MasterSuspected, EventKind.MasterDown, EventKind.MasterRecovered, EventKind.FailoverStarted, EventKind.MasterSwitched];

    public async Task<ReportHistory> ReadAsync(string name, IReadOnlyList<ClusterHealth> clusters, DateTimeOffset to, CancellationToken cancellation)
    {
        HealthReported? previous = null;
        var reports = new List<PastReport>();
        var known = new Dictionary<(string Cluster, string Master), DateTimeOffset>();
        await foreach (var told in journal.ReadAllEventsAsync(new EventFilter(Kind: EventKind.HealthReported, Limit: ReportsAtOnce), cancellation))
        {
            if (told.Event is not HealthReported report || report.PeriodTo >= to)
            {
                continue;
            }

            previous = report.Report == name ? report : previous;
            reports.AddRange(report.Masters.GroupBy(master => master.Cluster, StringComparer.Ordinal)
                .Select(masters => new PastReport(report.PeriodTo, masters.Key, masters.Min(master => master.Margin.Sentinels))));
            foreach (var master in report.Masters.Where(master => master.Address is not null))
            {
                known.TryAdd((master.Cluster, master.Master), report.PeriodTo);
            }
        }

        var since = ReportPeriod.Of(previous, to).TrendsFrom - LongestOutage;
        var events = new List<(long Sequence, SentinelEvent Event)>();
        foreach (var cluster in clusters)
        {
            foreach (var kind in Kinds)
            {
                await foreach (var page in journal.ReadAllEventsAsync(new EventFilter(cluster.Cluster, Kind: kind, Since: since, Limit: EventsAtOnce), cancellation))
                {
                    events.Add((page.Sequence, page.Event));
                }
            }

            foreach (var master in cluster.Masters)
            {
                var first = await journal.ReadEventsAsync(new EventFilter(cluster.Cluster, master.Master, Limit: 1), cancellation);
                var key = (cluster.Cluster, master.Master);
                if (first is [var entry] && (!known.TryGetValue(key, out var at) || entry.Event.AgreedAt < at))
                {
                    known[key] = entry.Event.AgreedAt;
                }
            }
        }

        return new ReportHistory(previous, reports, [.. events.OrderBy(entry => entry.Sequence).Select(entry => entry.Event)], known);
    }
}
