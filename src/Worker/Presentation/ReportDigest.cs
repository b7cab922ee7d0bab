using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>
/// What of a report is shown, and in which order: the one place that decides it for text, page and terminal. Everything in it is fit to be shown, and its size has a
/// bound whatever the number of masters.
/// </summary>
internal sealed record ReportDigest
{
    /// <summary>So many masters are shown in full even when they are ready.</summary>
    private const int FewMasters = 10;

    private const int MostCards = 12;
    private const int MostGroups = 24;
    private const int MostNames = 40;

    /// <summary>The verdict, fit for a subject line.</summary>
    public required string Headline { get; init; }

    /// <summary>What is to be done, and how soon.</summary>
    public required string Advice { get; init; }

    /// <summary>The report's name, period and deployment.</summary>
    public required string Period { get; init; }

    /// <summary>How many masters of each verdict, and findings of each severity.</summary>
    public required string Tally { get; init; }

    public required HealthVerdict Verdict { get; init; }

    public required Severity Severity { get; init; }

    public required ReportChanges Changes { get; init; }

    /// <summary>The masters in full, the worst first.</summary>
    public required IReadOnlyList<MasterCard> Cards { get; init; }

    /// <summary>All others, by name only.</summary>
    public required IReadOnlyList<FoldedMasters> Folded { get; init; }

    public required IReadOnlyList<FindingGroup> Findings { get; init; }

    /// <summary>How many rules' findings are not shown.</summary>
    public required int MoreFindings { get; init; }

    public static ReportDigest Of(HealthReported report)
    {
        MasterHealth[] worstFirst = [.. report.Masters.OrderByDescending(master => master.Verdict)];
        MasterHealth[] shown = worstFirst.Length <= FewMasters
            ? worstFirst
            : [.. worstFirst.Where(master => master.Verdict != HealthVerdict.Ready).Take(MostCards)];
        var groups = FindingGroup.Of(report.Findings, report.Cluster);
        return new ReportDigest
        {
            Headline = Head(report),
            Advice = Advise(report, worstFirst),
            Period = Describe(report),
            Tally = Count(report),
            Verdict = report.Verdict,
            Severity = report.Severity,
            Changes = ReportChanges.Of(report),
            Cards = [.. shown.Select(master => MasterCard.Of(master, report))],
            Folded =
            [
                .. worstFirst.Skip(shown.Length).GroupBy(master => master.Verdict)
                    .Select(group => new FoldedMasters(group.Key, NameList.Of([.. group.Select(master => MasterCard.NameOf(master, report))], MostNames))),
            ],
            Findings = [.. groups.Take(MostGroups)],
            MoreFindings = Math.Max(0, groups.Count - MostGroups),
        };
    }

    private static string Head(HealthReported report)
    {
        var total = report.Masters.Count;
        var critical = report.Findings.Count(finding => finding.Severity == Severity.Critical);
        var besides = critical > 0 && report.Verdict != HealthVerdict.WouldFail ? $", {ReportWords.Count(critical, "critical finding")}" : "";
        if (total == 0)
        {
            return $"no master was found{besides}";
        }

        var worst = report.Masters.Count(master => master.Verdict == report.Verdict);
        var who = worst == total ? total == 1 ? "the master" : $"all {ReportWords.Number(total)} masters" : $"{ReportWords.Number(worst)} of {ReportWords.Number(total)} masters";
        var one = total == 1 ? " is" : "";
        return report.Verdict switch
        {
            HealthVerdict.WouldFail => $"{who} would not fail over",
            HealthVerdict.Unknown => $"{who} could not be judged",
            HealthVerdict.AtRisk => $"{who}{one} at risk",
            _ => $"{who}{one} ready",
        } + besides;
    }

    private static string Advise(HealthReported report, MasterHealth[] worstFirst)
    {
        var first = worstFirst.Length > 0 ? MasterCard.NameOf(worstFirst[0], report) : "";
        var findings = report.Findings.Count(finding => finding.Severity > Severity.Info);
        return (report.Verdict, report.Severity) switch
        {
            _ when worstFirst.Length == 0 => "Check that the sentinels can be reached and that they monitor the masters which the configuration names.",
            (HealthVerdict.WouldFail, _) => $"Act now: if such a master dies, nothing replaces it. Begin with {first}.",
            (HealthVerdict.Unknown, _) => $"Find out today: nobody knows whether a failover would succeed. Begin with {first}.",
            (HealthVerdict.AtRisk, _) => $"Mend it today: a failover would succeed now, but one more failure can prevent it. Begin with {first}.",
            (_, Severity.Critical) => "Mend it today: failovers would succeed now, but the critical findings below can cost data or prevent them later.",
            _ when findings > 0 => $"Nothing urgent. {ReportWords.Count(findings, "warning")} to mend when you have time.",
            _ => "Nothing to do.",
        };
    }

    private static string Describe(HealthReported report)
    {
        var deployment = report.Cluster == "*"
            ? ReportWords.Count(report.Masters.Select(master => master.Cluster).Distinct(StringComparer.Ordinal).Count(), "deployment")
            : $"deployment {ReportWords.Clip(report.Cluster, 60)}";
        return $"Report {ReportWords.Clip(report.Report, 60)}, {deployment}, {ReadableTime.Of(report.PeriodFrom)} to {ReadableTime.Of(report.PeriodTo)}";
    }

    private static string Count(HealthReported report)
    {
        var verdicts = report.Masters.GroupBy(master => master.Verdict).OrderByDescending(group => group.Key)
            .Select(group => $"{ReportWords.Number(group.Count())} {ReportWords.Of(group.Key)}").ToArray();
        var severities = report.Findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{ReportWords.Number(group.Count())} {SeverityWord(group.Key)}").ToArray();
        return $"Masters: {(verdicts.Length > 0 ? string.Join(", ", verdicts) : "none")}. Findings: {(severities.Length > 0 ? string.Join(", ", severities) : "none")}.";
    }

    private static string SeverityWord(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };
}
