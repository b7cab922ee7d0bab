using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Reports;

/// <summary>Compares the calendar with the journal: whichever worker makes a report, all of them see whether it is there.</summary>
public sealed class ReportStandings(ScheduleBook book, IJournalReader reader, TimeProvider time)
{
    private readonly DateTimeOffset begun = SteadyClock.WallOf(time).GetUtcNow();

    public async Task<IReadOnlyList<ReportStanding>> ReadAsync(CancellationToken cancellation)
    {
        var standings = new List<ReportStanding>();
        foreach (var work in book.All.Where(work => work.Name.StartsWith(ScheduledWork.Configured, StringComparison.Ordinal)))
        {
            var name = work.Name[ScheduledWork.Configured.Length..];
            var past = await reader.ReadPastAsync(
                new PastFilter(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1) { Incident = EventKey.ToId(ReportKey.Of(name)) }, cancellation);
            var last = past.Count > 0 ? past[^1].Event as HealthReported : null;
            var due = CronTimes.LatestAtOrBefore(work.Cron, work.Zone, SteadyClock.WallOf(time).GetUtcNow());
            standings.Add(new ReportStanding(name, last, due > (last?.AgreedAt ?? begun) ? due : null));
        }

        return standings;
    }
}
