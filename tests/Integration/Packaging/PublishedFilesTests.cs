using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Packaging;

/// <summary>What a publish lays beside the program.</summary>
public sealed class PublishedFilesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The SDK takes every JSON file of the project for one that the program reads. Ours are in the program, and the locks of the packages are for builds.
    [Theory]
    [InlineData("")]
    [InlineData("standalone")]
    public async Task Publish_OfTheProgram_BringsNoJsonOfTheProject(string profile)
    {
        var content = (await ContentAsync(profile)).Select(item => (string)item!["Identity"]!).ToList();
        // The list is what it is taken for: the pages stand in it, which the build compiles.
        Assert.Contains("Status/Pages/OverviewPage.razor", content);
        Assert.DoesNotContain(content, path => Path.GetExtension(path) == ".json");
    }

    private static async Task<JsonArray> ContentAsync(string profile)
    {
        await using var directory = LabDirectory.Create("content");
        await using var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = "dotnet msbuild",
            FileName = ServerPrograms.DotNet,
            Arguments = ["msbuild", RepositoryFiles.PathOf("src/Worker/Worker.csproj"), "-nologo", $"-p:PublishProfile={profile}", "-getItem:Content"],
            WorkingDirectory = directory.Path,
        });
        var code = await process.WaitForExitAsync(Patience);
        Assert.True(code == 0, process.LogTail());
        return JsonNode.Parse(string.Join('\n', process.Lines))!["Items"]!["Content"]!.AsArray();
    }
}
