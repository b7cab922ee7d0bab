using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A report as plain text.</summary>
internal static class ReportText
{
    public static string Of(HealthReported report) => $"{report.Report}: {report.Verdict}\n";
}
