using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One report on a line.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Report">Its name.</param>
/// <param name="Cluster">The deployment that it is about; <c>*</c>: several.</param>
/// <param name="PeriodFrom">The beginning of its period.</param>
/// <param name="PeriodTo">The end of its period.</param>
/// <param name="Verdict">The worst verdict of any master.</param>
/// <param name="Masters">How many masters it is about.</param>
/// <param name="Findings">How many findings it has.</param>
internal sealed record ReportSummary(
    Guid EventId, string Report, string Cluster, DateTimeOffset PeriodFrom, DateTimeOffset PeriodTo, HealthVerdict Verdict, int Masters, int Findings)
{
    public static ReportSummary Of(HealthReported report) => new(
        report.EventId, report.Report, report.Cluster, report.PeriodFrom, report.PeriodTo, report.Verdict, report.Masters.Count, report.Findings.Count);
}
