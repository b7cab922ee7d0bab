using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Reports;

/// <summary>
/// Makes the report of a time that has come, once: its id is made of its name and that time, so it does not matter which worker makes it, how late, and how
/// often it is started.
/// </summary>
internal sealed partial class ReportWork(
    ReportMaking make,
    Func<RoutingTable> routing,
    IJournal journal,
    IJournalReader reader,
    IDeliverySignal delivery,
    TimeProvider time,
    ILogger<ReportWork> logger) : IDisposable
{
    // One after the other: an inspection asks every node of a deployment, and is in no hurry.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Makes the report of the latest time that has come, unless it has been made.</summary>
    public async Task RunAsync(ReportOptions report, CancellationToken cancellation)
    {
        if (Due(report) is { } due)
        {
            await MakeAsync(report, due, cancellation);
        }
    }

    /// <summary>Makes up for the latest time that has come while nobody was there to see it. A report that was never made has missed nothing.</summary>
    public async Task CatchUpAsync(ReportOptions report, CancellationToken cancellation)
    {
        if (Due(report) is { } due
            && !await AnyAsync(report.Name, due, cancellation)
            && await AnyAsync(report.Name, DateTimeOffset.MinValue, cancellation))
        {
            LogMissed(report.Name, due);
            await MakeAsync(report, due, cancellation);
        }
    }

    public void Dispose() => turn.Dispose();

    // The calendar is the wall clock's, also after somebody has set it.
    private DateTimeOffset? Due(ReportOptions report) =>
        CronTimes.LatestAtOrBefore(report.Cron, TimeZoneInfo.FindSystemTimeZoneById(report.TimeZone), SteadyClock.WallOf(time).GetUtcNow());

    private async Task MakeAsync(ReportOptions report, DateTimeOffset due, CancellationToken cancellation)
    {
        var key = ReportKey.Of(report.Name, due);
        await turn.WaitAsync(cancellation);
        try
        {
            if ((await reader.ReadEventsAsync(new EventFilter(Id: EventKey.ToId(key), Limit: 1), cancellation)).Count > 0)
            {
                LogMade(report.Name, due);
                return;
            }

            var begun = time.GetTimestamp();
            var made = await make(report.Name, report.Clusters, due, reader, cancellation);
            await journal.CommitAsync(new JournalBatch([], [routing().Route(new AgreedEvent(key, made), report.To)], [], []), cancellation);
            delivery.Wake();
            LogReported(report.Name, due, made.Verdict, time.GetElapsedTime(begun).TotalSeconds);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> AnyAsync(string name, DateTimeOffset since, CancellationToken cancellation) =>
        (await reader.ReadPastAsync(new PastFilter(since, DateTimeOffset.MaxValue, 1) { Incident = EventKey.ToId(ReportKey.Of(name)) }, cancellation)).Count > 0;

    [LoggerMessage(7001, LogLevel.Information, "The report {Name} of {Due:O}: {Verdict}, made in {Seconds:0.00} s")]
    private partial void LogReported(string name, DateTimeOffset due, HealthVerdict verdict, double seconds);

    [LoggerMessage(7002, LogLevel.Debug, "The report {Name} of {Due:O} has been made already")]
    private partial void LogMade(string name, DateTimeOffset due);

    [LoggerMessage(7003, LogLevel.Information, "The report {Name} of {Due:O} was missed, and is made now")]
    private partial void LogMissed(string name, DateTimeOffset due);
}
