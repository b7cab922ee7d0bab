using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Relative to the repository.</param>
/// <param name="Line">Where the fence stands, from 1.</param>
/// <param name="Language">What the fence says of it; empty where it says nothing.</param>
/// <param name="Text">What is between the fences.</param>
/// <param name="Above">The line above the fence.</param>
internal sealed partial record DocumentedBlock(string Page, int Line, string Language, string Text, string Above = "")
{
    /// <summary>The pages of the documentation, relative to the repository.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        "samples/README.md",
        .. Directory.GetFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.PathOf("."), file))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<DocumentedBlock> All { get; } = [.. Pages.SelectMany(Of)];

    public bool IsJson => Language is "json" or "jsonc";

    public override string ToString() => $"{Page}:{Line}";

    private static IEnumerable<DocumentedBlock> Of(string page)
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf(page));
        return Fence().Matches(text).Select(match => new DocumentedBlock(
            page,
            text.AsSpan(0, match.Index).Count('\n') + 1,
            match.Groups["language"].Value.ToLowerInvariant(),
            match.Groups["text"].Value,
            text[..match.Index].TrimEnd('\n').Split('\n')[^1]));
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)(?<fence>```+|~~~+)(?<language>[^\s`]*)[^\n]*\n(?<text>.*?)^[ \t]*\k<fence>[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
