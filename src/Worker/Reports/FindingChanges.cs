using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>How the findings differ from those of the report before.</summary>
/// <param name="New">What was not found before, in the order of the findings; empty where there was no report before.</param>
/// <param name="Gone">What was found before and no longer is.</param>
internal sealed record FindingChanges(IReadOnlyList<HealthFinding> New, IReadOnlyList<HealthFinding> Gone)
{
    /// <summary>Compares by rule, deployment, master and subject: a finding whose evidence reads otherwise is the same finding. Pure.</summary>
    /// <param name="findings">What is found now.</param>
    /// <param name="before">The report before, of the same name; null where there was none.</param>
    public static FindingChanges Of(IReadOnlyList<HealthFinding> findings, HealthReported? before) => before is null
        ? new FindingChanges([], [])
        : new FindingChanges(Without(findings, before.Findings), Without(before.Findings, findings));

    private static HealthFinding[] Without(IReadOnlyList<HealthFinding> findings, IReadOnlyList<HealthFinding> others)
    {
        var known = others.Select(Identity).ToHashSet();
        return [.. findings.Where(finding => !known.Contains(Identity(finding)))];
    }

    private static (string Rule, string Cluster, string? Master, string Subject) Identity(HealthFinding finding) =>
        (finding.Rule, finding.Cluster, finding.Master, finding.Subject);
}
