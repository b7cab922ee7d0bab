using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>C# of the documentation is code that the compiler has read.</summary>
public sealed partial class DocumentedCodeTests
{
    private static readonly string Compiled = Plain(File.ReadAllText(RepositoryFiles.PathOf("tests/Unit/Documentation/BusSnippets.cs")));

    [Fact]
    public void Blocks_OfCSharp_AreCompiled()
    {
        var blocks = DocumentedBlock.All.Where(block => block.Language == "csharp").ToList();
        Assert.InRange(blocks.Count, 3, int.MaxValue);
        Assert.All(blocks, block => Assert.True(Compiled.Contains(Plain(block.Text), StringComparison.Ordinal), $"{block} is not what {nameof(BusSnippets)} has, which is compiled."));
    }

    private static string Plain(string code) => Blank().Replace(code, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
