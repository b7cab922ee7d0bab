using System.Runtime.CompilerServices;

namespace SentinelEvents.Unit.Scenarios;

public sealed class ScenarioTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.EnumerateFiles(Folder(), "*.scenario").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>With UPDATE_SNAPSHOTS=1 the expected events are rewritten: then read the difference.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Scenario_LeadsToTheseEvents(string file)
    {
        var path = Path.Combine(Folder(), file + ".scenario");
        var expected = File.ReadAllText(path);

        var actual = ScenarioRunner.Run(expected);

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(expected, actual);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
