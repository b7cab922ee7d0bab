using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Reports;

/// <summary>Puts the configured reports on the calendar when they change.</summary>
public sealed class ReportSchedules(ScheduleBook book)
{
    /// <summary>These in place of all that were configured.</summary>
    public void Put(IReadOnlyList<ReportOptions> reports) => book.Replace(reports.Select(Work));

    internal static ScheduledWork Work(ReportOptions report) => new(
        ScheduledWork.Configured + report.Name,
        report.Cron,
        TimeZoneInfo.FindSystemTimeZoneById(report.TimeZone),
        (provider, cancellation) => provider.GetRequiredService<ReportWork>().RunAsync(report, cancellation));
}
