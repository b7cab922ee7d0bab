using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>What docs/threats.md promises is shown by tests that exist.</summary>
public sealed partial class ThreatTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.PathOf("docs/threats.md"));

    private static readonly Dictionary<string, string> Sources = Directory.GetFiles(RepositoryFiles.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .GroupBy(file => Path.GetFileNameWithoutExtension(file).Split('.')[0], StringComparer.Ordinal)
        .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)), StringComparer.Ordinal);

    public static TheoryData<string, string> Named => [.. Tests().Matches(Page).Select(test => (test.Groups["class"].Value, test.Groups["method"].Value)).Distinct()];

    [Fact]
    public void Page_NamesEnoughToBeRead() => Assert.InRange(Named.Count, 30, int.MaxValue);

    [Theory]
    [MemberData(nameof(Named))]
    public void Test_ThatThePageNames_Exists(string type, string method)
    {
        Assert.True(Sources.TryGetValue(type, out var source), $"There is no {type}.cs in tests/.");
        Assert.Contains($" {method}(", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_OfWhatCannotBeDone_NameATest() => Assert.All(
        Page.Split('\n').Where(line => line.StartsWith('|') && line.Contains("**cannot**", StringComparison.Ordinal)),
        row => Assert.Matches(Tests(), row));

    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+_\w+)`")]
    private static partial Regex Tests();
}
