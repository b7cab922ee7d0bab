using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>How much a report matters: as much as the worst of what it says.</summary>
internal static class ReportSeverity
{
    /// <summary>The worst of the findings' severities and of what the verdicts weigh. Pure.</summary>
    public static Severity Of(IEnumerable<HealthFinding> findings, IEnumerable<MasterHealth> masters) =>
        findings.Select(finding => finding.Severity).Concat(masters.Select(master => Of(master.Verdict))).DefaultIfEmpty(Severity.Info).Max();

    private static Severity Of(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.WouldFail => Severity.Critical,
        HealthVerdict.AtRisk or HealthVerdict.Unknown => Severity.Warning,
        _ => Severity.Info,
    };
}
