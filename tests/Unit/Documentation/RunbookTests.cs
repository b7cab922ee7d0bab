using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Whoever is woken by a critical event finds a page that says what to do.</summary>
public sealed partial class RunbookTests
{
    private static readonly IReadOnlyList<string> Sections =
        [.. File.ReadAllText(RepositoryFiles.PathOf("docs/runbooks.md")).Split("\n## Critical events\n")[1].Split("\n## ")[0].Split("\n### ")[1..]];

    /// <summary>By what the rules decided in the scenarios, and by what a report weighs.</summary>
    private static IEnumerable<EventKind> CanBeCritical =>
        Directory.GetFiles(RepositoryFiles.PathOf("tests/Unit/Scenarios"), "*.scenario", SearchOption.AllDirectories)
            .SelectMany(file => Decided().Matches(File.ReadAllText(file)))
            .Select(match => Enum.Parse<EventKind>(match.Groups["kind"].Value))
            .Concat(SampleEvents.Kinds.Where(kind => SampleEvents.Of(kind).Severity == Severity.Critical))
            .Concat(ReportSeverity.Of([], [new MasterHealth { Cluster = "local", Master = "mymaster", Verdict = HealthVerdict.WouldFail }]) == Severity.Critical ? [EventKind.HealthReported] : []);

    [Fact]
    public void Sections_AreOfTheEventsThatCanBeCritical_InTheirOrder() =>
        Assert.Equal(CanBeCritical.Distinct().Order().Select(kind => kind.ToString()), Sections.Select(section => section.Split('\n')[0]));

    [Fact]
    public void Sections_SayWhatItMeansWhatToLookAtWhatHelpsAndWhenItIsOver() => Assert.All(Sections, section =>
    {
        Assert.All((string[])["- **Means:** ", "- **Look at:** ", "- **Cure:** ", "- **Over:** "], part => Assert.Contains($"\n{part}", section, StringComparison.Ordinal));
        Assert.Contains("```sh\n", section, StringComparison.Ordinal);
    });

    [Fact]
    public void Reasons_OfAFailoverThatFailed_EachHasACure() => Assert.All(
        Enum.GetNames<FailoverFailure>(),
        reason => Assert.Contains($"\n  | `{reason}` | ", Sections.Single(section => section.StartsWith("FailoverFailed", StringComparison.Ordinal)), StringComparison.Ordinal));

    [GeneratedRegex(@"^=> [\d.]+ (?<kind>\w+) .*\bCritical\]", RegexOptions.Multiline)]
    private static partial Regex Decided();
}
