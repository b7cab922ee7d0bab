using System.Diagnostics.Metrics;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>What the reports of the calendar say, and whether they are there.</summary>
internal static class ReportMetrics
{
    public static void Add(Meter meter, JournalSampler journal, TimeProvider time)
    {
        meter.CreateObservableGauge(
            "sentinelevents_report_age_seconds",
            () => Made(journal).Select(report => new Measurement<double>(
                Math.Max(0, (SteadyClock.WallOf(time).GetUtcNow() - report.Last!.AgreedAt).TotalSeconds), Labels.Of("report", report.Name))),
            unit: "s",
            description: "How long ago the last report of the calendar was made.");
        meter.CreateObservableGauge(
            "sentinelevents_report_overdue_seconds",
            () => journal.Last.Reports.Select(report => new Measurement<double>(
                report.OverdueSince is { } since ? Math.Max(0, (SteadyClock.WallOf(time).GetUtcNow() - since).TotalSeconds) : 0, Labels.Of("report", report.Name))),
            unit: "s",
            description: "For how long a report should have been made that is not; 0 where none is missing.");
        meter.CreateObservableGauge(
            "sentinelevents_report_verdict",
            () => Made(journal).SelectMany(report => Enum.GetValues<HealthVerdict>().Select(verdict => new Measurement<int>(
                report.Last!.Verdict == verdict ? 1 : 0, Labels.Of("report", report.Name, "verdict", verdict.ToString())))),
            description: "1 for the worst verdict on any master in the last report: would a failover succeed.");
        meter.CreateObservableGauge(
            "sentinelevents_report_findings",
            () => Made(journal).SelectMany(report => Enum.GetValues<Severity>().Select(severity => new Measurement<int>(
                report.Last!.Findings.Count(finding => finding.Severity == severity), Labels.Of("report", report.Name, "severity", severity.ToString())))),
            description: "Findings of the last report.");
    }

    private static IEnumerable<ReportStanding> Made(JournalSampler journal) => journal.Last.Reports.Where(report => report.Last is not null);
}
