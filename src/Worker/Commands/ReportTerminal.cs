using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Commands;

/// <summary>A report on the terminal.</summary>
internal static class ReportTerminal
{
    public static void Write(HealthReported report) => Terminal.Line(ReportText.Of(report));
}
