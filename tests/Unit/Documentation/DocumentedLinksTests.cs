using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>What a page points to is there, and every page can be found.</summary>
public sealed partial class DocumentedLinksTests
{
    private const string Index = "docs/README.md";

    public static TheoryData<string> Pages => [.. DocumentedBlock.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadToWhatIsThere(string page) => Assert.Equal([], Links(page).Select(link => Complaint(page, link)).OfType<string>());

    [Fact]
    public void Links_AreFound()
    {
        Assert.InRange(DocumentedBlock.Pages.Sum(page => Links(page).Count), 150, int.MaxValue);
        Assert.Contains("docs/images/demo.svg", Links("README.md"));
        Assert.Contains("operations.md#problems-of-sentinels", Links("docs/runbooks.md"));
    }

    [Fact]
    public void Index_HasEveryPage()
    {
        var linked = Links(Index).Select(link => Target(Index, link.Split('#')[0])).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(
            DocumentedBlock.Pages,
            page => page != Index && !linked.Contains(page) && !linked.Contains(Path.GetDirectoryName(page)!) && !linked.Contains($"{Path.GetDirectoryName(page)}/README.md"));
    }

    [Theory]
    [InlineData("nowhere.md", "nowhere.md is not there")]
    [InlineData("operations.md#nowhere", "operations.md has no heading for #nowhere")]
    [InlineData("#nowhere", "README.md has no heading for #nowhere")]
    [InlineData("../LICENSE", null)]
    [InlineData("decisions", null)]
    [InlineData("#for-who-plans", null)]
    [InlineData("https://example.org/nowhere.md", null)]
    public void Complaint_OfALink_SaysWhatIsMissing(string link, string? complaint) => Assert.Equal(complaint, Complaint(Index, link));

    [Fact]
    public void Anchors_OfHeadings_AreGitHubs() => Assert.Equal(
        ["apimasters", "what-is-it-1", "twice", "twice-1", "a--b", "code_and-text"],
        Anchors("# /api/masters\n## What *is* it, `1`?\n### Twice\ntext\n### Twice\n```\n# no heading\n```\n#### A & B\n# `code_and` text"));

    /// <summary>What is wrong with a link; null: nothing, or it leads out of the repository.</summary>
    private static string? Complaint(string page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Target(page, parts[0]);
        var file = RepositoryFiles.PathOf(target);
        if (!File.Exists(file) && !Directory.Exists(file))
        {
            return $"{parts[0]} is not there";
        }

        return parts.Length == 1 || Anchors(File.ReadAllText(file)).Contains(parts[1]) ? null : $"{Path.GetFileName(target)} has no heading for #{parts[1]}";
    }

    private static string Target(string page, string link) =>
        Path.GetRelativePath(RepositoryFiles.PathOf("."), RepositoryFiles.PathOf(Path.Combine(Path.GetDirectoryName(page)!, link.TrimEnd('/'))));

    private static IReadOnlyList<string> Links(string page) =>
        [.. Link().Matches(WithoutCode(File.ReadAllText(RepositoryFiles.PathOf(page)))).Select(match => match.Groups["target"].Value)];

    private static List<string> Anchors(string text)
    {
        List<string> anchors = [];
        foreach (Match heading in Heading().Matches(Fence().Replace(text, "")))
        {
#pragma warning disable CA1308 // GitHub makes anchors in small letters; capitals would compare with none of them.
            var anchor = NotInAnchor().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
#pragma warning restore CA1308
            var same = anchors.Count(other => other == anchor || other.StartsWith($"{anchor}-", StringComparison.Ordinal) && int.TryParse(other[(anchor.Length + 1)..], out _));
            anchors.Add(anchors.Contains(anchor) ? FormattableString.Invariant($"{anchor}-{same}") : anchor);
        }

        return anchors;
    }

    private static string WithoutCode(string text) => CodeSpan().Replace(Fence().Replace(text, ""), "`code`");

    [GeneratedRegex(@"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?<target>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[ \t]*(```+|~~~+).*?^[ \t]*\1[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_\- ]")]
    private static partial Regex NotInAnchor();
}
