using System.Globalization;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Documentation;

namespace SentinelEvents.Integration.Documentation;

/// <summary>docs/first-day.md from the first block to the last, as a stranger would paste it, over the servers that it starts itself.</summary>
public sealed class FirstDayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly IReadOnlyList<DocumentedBlock> Blocks = [.. DocumentedBlock.All.Where(block => block.Page == "docs/first-day.md")];

    /// <summary>What has been done before the tests run, and may not be done again beside them.</summary>
    private static readonly IReadOnlyList<string> Built = ["dotnet build src/Worker ", "export PATH="];

    [Fact]
    public async Task Page_FromTheFirstBlockToTheLast_DoesWhatItSays()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.Smtp);
        string[] ports = ["6379", "6380", "6381", "26379", "26380", "26381", "2525", "8080"];
        var spelt = ports.ToDictionary(port => port, _ => FreePorts.Take().ToString(CultureInfo.InvariantCulture));

        // Where other tests keep both processors busy a sentinel may not answer in time, and check says so.
        spelt["sentinel-events check"] = "until sentinel-events check; do sleep 1; done";
        await using var script = new PageScript(spelt);
        var commands = Blocks.Where(block => block.Language == "sh").ToList();
        Assert.All(Built, start => Assert.Single(commands[0].Text.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal)));
        var started = TimeProvider.System.GetTimestamp();

        var results = await script.RunAsync(
            [.. commands.Select(block => string.Join('\n', block.Text.Split('\n').Where(line => !Built.Any(start => line.StartsWith(start, StringComparison.Ordinal)))))],
            Patience,
            RepositoryFiles.PathOf("."));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first day took {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        Assert.All(results.Zip(commands), one => Assert.True(one.First.ExitCode == 0, $"{one.Second} ended with {one.First.ExitCode}:\n{one.First.Output}"));
        foreach (var (place, shown) in Blocks.Index().Where(one => one.Item.Language == "text"))
        {
            var written = results[commands.IndexOf(Blocks[place - 1])].Output;
            var missing = ShownOutput.Missing(shown.Text, written);
            Assert.True(missing.Count == 0, $"{shown} shows what is not written:\n{string.Join('\n', missing)}\nWritten is:\n{written}");
        }
    }

    [Fact]
    public void Page_WhatItShows_StandsUnderWhatWritesIt()
    {
        Assert.InRange(Blocks.Count(block => block.Language == "text"), 5, int.MaxValue);
        Assert.Equal("sh", Blocks[0].Language);
        Assert.All(Blocks.Zip(Blocks.Skip(1)), pair => Assert.True(pair.Second.Language != "text" || pair.First.Language == "sh", $"{pair.Second} does not stand under commands."));
    }
}
