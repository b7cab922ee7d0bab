using SentinelEvents.Unit.Documentation;

namespace SentinelEvents.Integration.Documentation;

/// <summary>The commands of the README as somebody enters them who has just cloned the repository.</summary>
public sealed class ReadmeTests
{
    private const string Run = "dotnet run --project src/Worker";

    [Fact]
    public async Task DotnetRun_InTheRepository_FindsTheConfigurationThere()
    {
        var block = Assert.Single(DocumentedBlock.All, block => block.Page == "README.md" && block.Text.StartsWith(Run, StringComparison.Ordinal));
        var check = block.Text.Split('\n')[0].Split('#')[0].TrimEnd();
        Assert.EndsWith(" -- check", check, StringComparison.Ordinal);

        // What these tests were built with is run, and nothing is reached.
        var built = $"{Run} --no-build -c {new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}";
        await using var script = new PageScript(new Dictionary<string, string>());
        var (exitCode, output) = Assert.Single(await script.RunAsync([check.Replace(Run, built, StringComparison.Ordinal) + " --acl"], TimeSpan.FromMinutes(1), RepositoryFiles.PathOf(".")));

        Assert.True(exitCode == 0, output);
        Assert.StartsWith("On each sentinel of local:", output, StringComparison.Ordinal);
    }
}
