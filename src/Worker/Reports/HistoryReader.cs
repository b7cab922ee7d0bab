using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Reports;

/// <summary>
/// Reads from the journal what a report needs. How much that is has a bound, however large the journal: each report carries on what the one before told of
/// the time before it, so only that one, those since, and the events of the trends are read.
/// </summary>
internal sealed class HistoryReader(IJournalReader journal)
{
    /// <summary>Of the reports since the one before, so many of each deployment are read: they are large, and those of other names may be many.</summary>
    public const int MostReports = 200;

    /// <summary>So many events of one kind and deployment are read; with more, the trends begin later.</summary>
    public const int MostEvents = 10_000;

    // An outage that began longer than this before the trends, and still lasts in them, is not worth reading the whole journal.
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(30);

    // Reports about several deployments.
    private const string Several = "*";

    private static readonly EventKind[] Kinds =
        [EventKind.MasterSuspected, EventKind.MasterDown, EventKind.MasterRecovered, EventKind.FailoverStarted, EventKind.MasterSwitched];

    public async Task<ReportHistory> ReadAsync(string name, IReadOnlyList<ClusterHealth> clusters, DateTimeOffset to, CancellationToken cancellation)
    {
        if (await journal.ReadEventsAsync(new EventFilter(Limit: 1), cancellation) is not [var first])
        {
            return ReportHistory.None;
        }

        var thread = new PastFilter(DateTimeOffset.MinValue, to, 1) { Incident = EventKey.ToId(ReportKey.Of(name)) };
        var previous = (await journal.ReadPastAsync(thread, cancellation)).Select(past => past.Event).OfType<HealthReported>().FirstOrDefault();
        var period = ReportPeriod.Of(previous, to);
        var reports = await ReadReportsAsync(clusters, previous is null ? period.TrendsFrom : period.From, to, cancellation);
        if (previous is not null && reports.All(report => report.EventId != previous.EventId))
        {
            reports.Add(previous);
        }

        var known = await ReadKnownAsync(clusters, reports, cancellation);
        List<PastEvent> events = [];
        foreach (var cluster in clusters)
        {
            // What the journal has removed, or is too much to read, is not known, however long the master has been.
            var beginning = first.Event.AgreedAt;
            foreach (var kind in Kinds)
            {
                var filter = new PastFilter(period.TrendsFrom - LongestOutage, to.AddTicks(1), MostEvents) { Cluster = cluster.Cluster, Kind = kind };
                var told = await journal.ReadPastAsync(filter, cancellation);
                events.AddRange(told);
                var oldest = told.Count == MostEvents ? told.Min(past => past.Event.AgreedAt) : beginning;
                beginning = oldest > beginning ? oldest : beginning;
            }

            foreach (var key in cluster.Masters.Select(master => (cluster.Cluster, master.Master)).Where(key => known.TryGetValue(key, out var since) && since < beginning))
            {
                known[key] = beginning;
            }
        }

        return new ReportHistory(
            previous, [.. reports.SelectMany(PastMargin.Of)], [.. events.OrderBy(past => past.Sequence).Select(past => past.Event)], known);
    }

    private async Task<List<HealthReported>> ReadReportsAsync(IReadOnlyList<ClusterHealth> clusters, DateTimeOffset since, DateTimeOffset to, CancellationToken cancellation)
    {
        List<HealthReported> reports = [];
        foreach (var cluster in clusters.Select(cluster => cluster.Cluster).Append(Several))
        {
            var filter = new PastFilter(since, to, MostReports) { Cluster = cluster, Kind = EventKind.HealthReported };
            reports.AddRange((await journal.ReadPastAsync(filter, cancellation)).Select(past => past.Event).OfType<HealthReported>());
        }

        return reports;
    }

    private async Task<Dictionary<(string Cluster, string Master), DateTimeOffset>> ReadKnownAsync(
        IReadOnlyList<ClusterHealth> clusters, List<HealthReported> reports, CancellationToken cancellation)
    {
        var known = new Dictionary<(string Cluster, string Master), DateTimeOffset>();
        var surely = new HashSet<(string Cluster, string Master)>();
        foreach (var report in reports)
        {
            foreach (var master in report.Masters)
            {
                var key = (master.Cluster, master.Master);
                Tell(key, master.KnownSince ?? (master.Availability is not null ? report.PeriodFrom : master.Address is not null ? report.PeriodTo : null));
                if (master.KnownSince is not null)
                {
                    surely.Add(key);
                }
            }
        }

        foreach (var key in clusters.SelectMany(cluster => cluster.Masters.Select(master => (cluster.Cluster, master.Master))).Where(key => !surely.Contains(key)))
        {
            var first = await journal.ReadEventsAsync(new EventFilter(key.Cluster, key.Master, Limit: 1), cancellation);
            Tell(key, first is [var told] ? told.Event.AgreedAt : null);
        }

        return known;

        void Tell((string Cluster, string Master) key, DateTimeOffset? since)
        {
            if (since is { } at && (!known.TryGetValue(key, out var before) || at < before))
            {
                known[key] = at;
            }
        }
    }
}
