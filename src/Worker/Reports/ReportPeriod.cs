using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>The time that a report tells of.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end: when the deployments were looked at.</param>
internal sealed record ReportPeriod(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How many steps the trends have.</summary>
    public const int Steps = 30;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    /// <summary>When the oldest step of the trends begins.</summary>
    public DateTimeOffset TrendsFrom => To - ((To - From) * Steps);

    /// <summary>From the report before; a day where there was none, or where the clock has gone back behind it.</summary>
    public static ReportPeriod Of(HealthReported? before, DateTimeOffset to) =>
        before is not null && before.PeriodTo < to && to - before.PeriodTo < TimeSpan.FromDays(366) ? new ReportPeriod(before.PeriodTo, to) : new ReportPeriod(to - Usual, to);
}
