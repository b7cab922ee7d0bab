using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>No block of the documentation is without a test that tries it, or a reason why none can.</summary>
public sealed partial class DocumentedBlocksTests
{
    private static readonly IReadOnlySet<string> Sources = Directory.GetFiles(RepositoryFiles.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What each language is tried by, wherever it stands; null: only what <see cref="TriedElsewhere"/> names may be in it.</summary>
    private static readonly Dictionary<string, string?> Languages = new(StringComparer.Ordinal)
    {
        ["json"] = nameof(DocumentedJsonTests),
        ["jsonc"] = nameof(DocumentedJsonTests),
        ["csharp"] = nameof(DocumentedCodeTests),
        ["liquid"] = "OwnTemplateTests",
        ["redis"] = "DocumentedShellTests",
        ["sh"] = "DocumentedShellTests",
        ["sql"] = "DocumentedSqlTests",
        ["mermaid"] = "",
        ["text"] = null,
        ["console"] = null,
    };

    // The pages of the rules are written by their test.
    private static IEnumerable<DocumentedBlock> Blocks => DocumentedBlock.All.Where(block => !block.Page.StartsWith("docs/rules/", StringComparison.Ordinal));

    [Fact]
    public void Blocks_All_HaveALanguageThatIsTried() => Assert.All(
        Blocks, block => Assert.True(Languages.ContainsKey(block.Language), $"{block}: nobody tries \"{block.Language}\". Commands are sh, what is printed is text."));

    [Fact]
    public void Blocks_ThatNobodyRuns_AreListed() => Assert.All(
        Blocks.Where(block => Languages.TryGetValue(block.Language, out var by) && by is null),
        block => Assert.True(TriedElsewhere.All.Any(listed => listed.IsOf(block)), $"{block} shows something that no test holds: compare it in a test, and name that in {nameof(TriedElsewhere)}."));

    [Fact]
    public void Listed_Each_IsStillThere() => Assert.All(
        TriedElsewhere.All, listed => Assert.True(Blocks.Any(listed.IsOf), $"{listed.Page} has no block that begins with {listed.FirstLine} any more."));

    [Fact]
    public void Tests_ThatAreNamed_Exist() => Assert.All(
        TriedElsewhere.All.SelectMany(listed => Named().Matches(listed.Why)).Select(match => match.Value).Concat(Languages.Values.Where(by => by is { Length: > 0 }).OfType<string>()),
        name => Assert.Contains(name, Sources));

    [GeneratedRegex(@"\b\w+Tests\b")]
    private static partial Regex Named();
}
