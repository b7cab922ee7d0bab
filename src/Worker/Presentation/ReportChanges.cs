using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>What is otherwise than in the report before.</summary>
/// <param name="Since">When that was; empty where there was none.</param>
/// <param name="Lines">Every change, the worst first.</param>
/// <param name="More">How many changes are not among the lines.</param>
internal sealed record ReportChanges(string Since, IReadOnlyList<ReportChange> Lines, int More)
{
    private const int MostLines = 12;

    public static ReportChanges Of(HealthReported report)
    {
        if (report.PreviousAt is not { } previous)
        {
            return new ReportChanges("", [], 0);
        }

        ReportChange[] all =
        [
            .. Verdicts(report, worse: true),
            .. Findings(report.NewFindings, report.Cluster, ChangeDirection.Appeared),
            .. Verdicts(report, worse: false),
            .. Findings(report.GoneFindings, report.Cluster, ChangeDirection.Gone),
        ];
        return new ReportChanges(ReadableTime.Of(previous), [.. all.Take(MostLines)], Math.Max(0, all.Length - MostLines));
    }

    private static IEnumerable<ReportChange> Verdicts(HealthReported report, bool worse) => report.Masters
        .Where(master => master.PreviousVerdict is { } before && (worse ? before < master.Verdict : before > master.Verdict))
        .GroupBy(master => (Before: master.PreviousVerdict!.Value, Now: master.Verdict))
        .OrderByDescending(group => group.Key.Now)
        .Select(group => new ReportChange(
            worse ? ChangeDirection.Worse : ChangeDirection.Better,
            $"{NameList.Of([.. group.Select(master => MasterCard.NameOf(master, report))], 5)}: {ReportWords.Of(group.Key.Before)} → {ReportWords.Of(group.Key.Now)}"));

    private static IEnumerable<ReportChange> Findings(IReadOnlyList<HealthFinding> findings, string cluster, ChangeDirection direction) =>
        FindingGroup.Of(findings, cluster).Select(group => new ReportChange(direction, $"{group.Rule} {group.Title}, {group.Where}"));
}
