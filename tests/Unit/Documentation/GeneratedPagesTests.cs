using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Pages that are made from the code are as the code is. <c>UPDATE_SNAPSHOTS=1</c> makes them anew.</summary>
public sealed class GeneratedPagesTests
{
    [Fact]
    public void Configuration_IsAsTheOptionsAre()
    {
        var page = new ConfigurationPage(TestKinds.All, new CodeSummaries(typeof(ConfigurationReader).Assembly)).Write();

        Snapshot.MatchInRepository("docs/configuration.md", page);
        Assert.Equal([], WithoutMeaning(page));
    }

    [Fact]
    public void Events_AreAsTheContractsAre()
    {
        var page = new EventPage(new CodeSummaries(typeof(SentinelEvent).Assembly)).Write();

        Snapshot.MatchInRepository("docs/event-reference.md", page);
        Assert.Equal([], WithoutMeaning(page));
    }

    [Fact]
    public void Badges_SayWhatIsSo()
    {
        Assert.All(Badges.All, badge => Snapshot.MatchInRepository($"docs/images/{badge.File}", badge.Draw()));
        Assert.Equal(Badges.All.Select(badge => badge.File).Order(StringComparer.Ordinal), Snapshot.List("docs/images").Where(file => file.StartsWith("badge-", StringComparison.Ordinal)));

        var line = Snapshot.Read("README.md").Split('\n').First(line => line.StartsWith("[![", StringComparison.Ordinal));
        Assert.Equal(string.Join(' ', Badges.All.Select(badge => badge.Markdown)), line);
    }

    private static IEnumerable<string> WithoutMeaning(string page) => page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));
}
