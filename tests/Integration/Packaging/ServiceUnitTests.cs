using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Packaging;

/// <summary>The unit file of systemd, judged by systemd. That the service runs under it is shown by tests/package.sh.</summary>
public sealed class ServiceUnitTests
{
    // In tenths, as systemd-analyze counts: 0 is nothing exposed, 9.6 a service without any sandbox. What is left is network and system calls.
    private const int Exposure = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Unit_JudgedBySystemd_IsUnderstoodAndExposesLittle()
    {
        const string Analyze = "/usr/bin/systemd-analyze";
        if (!File.Exists(Analyze))
        {
            RequiresServer.Skip($"{Analyze} is not installed: run scripts/servers.sh systemd");
        }

        await using var directory = LabDirectory.Create("unit");
        var unit = directory.File("sentinel-events.service");

        // Not installed here: its program and its manual page would be missed.
        var lines = (await File.ReadAllLinesAsync(RepositoryFiles.PathOf("packaging/sentinel-events.service"), TestContext.Current.CancellationToken))
            .Where(line => !line.StartsWith("Documentation=", StringComparison.Ordinal))
            .Select(line => line.Replace("/usr/bin/sentinel-events", "/bin/true", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(unit, lines, TestContext.Current.CancellationToken);

        var verified = await RunAsync(directory.Path, Analyze, "verify", unit);
        Assert.True(verified.Code == 0, string.Join('\n', verified.Lines));

        // What it has to say of other units of this machine is not about this one.
        Assert.DoesNotContain(verified.Lines, line => line.Contains("sentinel-events.service:", StringComparison.Ordinal));
        var judged = await RunAsync(directory.Path, Analyze, "security", "--offline=true", $"--threshold={Exposure}", "--no-pager", unit);
        Assert.True(judged.Code == 0, string.Join('\n', judged.Lines));
    }

    private static async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(string directory, string program, params string[] arguments)
    {
        await using var process = await ServerProcess.StartAsync(new ServerCommand { Name = program, FileName = program, Arguments = arguments, WorkingDirectory = directory });
        return (await process.WaitForExitAsync(Patience), process.Lines);
    }
}
