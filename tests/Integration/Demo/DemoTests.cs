using System.Text.RegularExpressions;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Demo;

/// <summary>The demo as somebody who has just cloned the repository would see it, without the build.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task DemoOnce_OneMasterKilled_OneOfEachAndExitCodeZero()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var directory = new TemporaryDirectory();
        await using var demo = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = "demo --once",
            FileName = ServerPrograms.DotNet,
            Arguments = [typeof(ServerProcess).Assembly.Location, "demo", "--once"],
            Environment = new Dictionary<string, string?> { ["TMPDIR"] = directory.Path, ["KEEP"] = null },
            WorkingDirectory = directory.Path,
        });

        var code = await demo.WaitForExitAsync(Patience);

        var output = string.Join('\n', demo.Lines);
        Assert.True(code == 0, demo.LogTail());
        Assert.Contains("Exactly one MasterSwitched arrived everywhere: 1 mail, 1 webhook, 1 bus message, 1 journal entry.", output, StringComparison.Ordinal);
        Assert.Matches(@"\d+ raw messages from 3 sentinels → 3 copies of \+switch-master → 1 MasterSwitched", output);
        Assert.Contains("signature verified", output, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("\u001b"), output);
        Assert.Empty(Directory.GetDirectories(directory.Path, "sentinel-events-watch-*"));
        Assert.Empty(Directory.GetDirectories(directory.Path, "sentinel-events-redis-*"));
        Assert.Empty(Directory.GetDirectories(directory.Path, "sentinel-events-worker-*"));
    }

    private sealed class TemporaryDirectory : IAsyncDisposable
    {
        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("sentinel-events-demo-test-");

        public string Path => directory.FullName;

        public ValueTask DisposeAsync()
        {
            directory.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
