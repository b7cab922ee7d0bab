using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The findings of one rule and severity, told once.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">How much they matter.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Where">Masters, or what else they are about.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Evidence">What was seen at the first of them.</param>
/// <param name="Cures">What mends the first of them.</param>
/// <param name="MoreCures">How many others there are: one for each finding that is not shown.</param>
internal sealed record FindingGroup(
    string Rule, Severity Severity, string Title, string Where, string Why, IReadOnlyList<string> Evidence, IReadOnlyList<string> Cures, int MoreCures)
{
    private const int MostNames = 5;
    private const int MostSamples = 3;

    public static IReadOnlyList<FindingGroup> Of(IReadOnlyList<HealthFinding> findings, string cluster) =>
    [
        .. findings.GroupBy(finding => (finding.Severity, finding.Rule))
            .OrderByDescending(group => group.Key.Severity)
            .Select(group => Tell([.. group], cluster)),
    ];

    private static FindingGroup Tell(IReadOnlyList<HealthFinding> group, string cluster)
    {
        var first = group[0];
        string[] evidence = [.. group.Select(finding => ReportWords.Clip(finding.Evidence, 280)).Distinct()];
        string[] cures = [.. group.Select(finding => ReportWords.Clip(finding.Cure, 400)).Distinct()];
        return new FindingGroup(
            ReportWords.Clip(first.Rule, 20),
            first.Severity,
            ReportWords.Clip(first.Title, 120),
            Places(group, cluster),
            ReportWords.Clip(first.Why, 400),
            [.. evidence.Take(evidence.Length > MostSamples ? 1 : MostSamples)],
            [.. cures.Take(cures.Length > MostSamples ? 1 : MostSamples)],
            cures.Length > MostSamples ? cures.Length - 1 : 0);
    }

    private static string Places(IReadOnlyList<HealthFinding> group, string cluster)
    {
        string[] masters = [.. group.Where(finding => finding.Master is not null).Select(finding => Place(finding, finding.Master!)).Distinct()];
        if (masters.Length > MostNames)
        {
            return $"on {ReportWords.Number(masters.Length)} masters: {NameList.Of(masters, MostNames)}";
        }

        string[] places = [.. group.Select(Whole).Distinct()];
        return $"on {NameList.Of(places, MostNames)}";

        string Place(HealthFinding finding, string name) => ReportWords.Clip(cluster == "*" ? $"{finding.Cluster}/{name}" : name, 60);

        string Whole(HealthFinding finding) => finding.Master is not { } master
            ? Place(finding, finding.Subject)
            : finding.Subject == master || finding.Subject.Length == 0 ? Place(finding, master) : $"{Place(finding, master)} ({ReportWords.Clip(finding.Subject, 60)})";
    }
}
