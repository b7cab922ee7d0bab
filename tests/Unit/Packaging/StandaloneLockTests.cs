using System.Text.Json.Nodes;
using SentinelEvents.Unit.Configuration;

namespace SentinelEvents.Unit.Packaging;

/// <summary>What is handed out is made of the packages that the tests ran with.</summary>
public sealed class StandaloneLockTests
{
    private const string Framework = "net10.0";

    // Comes with a publish, and is not in the program.
    private const string BuildTool = "Microsoft.NET.ILLink.Tasks";

    [Fact]
    public void Lock_OfThePublishedProgram_HasTheSamePackages()
    {
        var published = Packages("packages.standalone.lock.json");
        Assert.Equal(Packages("packages.lock.json")[Framework], published[Framework].Where(package => !package.StartsWith(BuildTool, StringComparison.Ordinal)));
        Assert.Equal([Framework, $"{Framework}/linux-arm64", $"{Framework}/linux-x64"], published.Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, IReadOnlyList<string>> Packages(string file) =>
        JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf($"src/Worker/{file}")))!["dependencies"]!.AsObject().ToDictionary(
            target => target.Key,
            target => (IReadOnlyList<string>)[.. target.Value!.AsObject().Select(package => $"{package.Key} {package.Value!["resolved"]} {package.Value!["contentHash"]}").Order(StringComparer.Ordinal)]);
}
