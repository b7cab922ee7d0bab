using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

public sealed class ReportCommandTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("report");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReportAndCheck_HealthyDeployment_ReadyInEveryFormat()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var deployment = await StartAsync(100);

        var json = directory.File("report.json");
        var made = await RunAsync(deployment, "report", "--format", "json", "--out", json);
        Assert.True(made.ExitCode == 0, made.Text);
        var master = Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(json, Cancellation))!["masters"]!.AsArray())!;
        Assert.Equal(("mymaster", "Ready"), (master["master"]!.GetValue<string>(), master["verdict"]!.GetValue<string>()));

        var html = directory.File("report.html");
        Assert.Equal(0, (await RunAsync(deployment, "report", "--format", "html", "--out", html)).ExitCode);
        Assert.Contains("src=\"data:image/png;base64,", await File.ReadAllTextAsync(html, Cancellation), StringComparison.Ordinal);

        var text = await RunAsync(deployment, "report");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains(text.Lines, line => line.Contains("mymaster", StringComparison.Ordinal));

        var sarif = await RunAsync(deployment, "check", "--format", "sarif", "--fail-on", "critical");
        Assert.Equal("2.1.0", JsonNode.Parse(sarif.Text[sarif.Text.IndexOf('{', StringComparison.Ordinal)..(sarif.Text.LastIndexOf('}') + 1)])!["version"]!.GetValue<string>());

        var nowhere = await RunAsync(deployment, "report", "--out", directory.File("missing/report.txt"));
        Assert.Equal((2, true), (nowhere.ExitCode, nowhere.Text.Contains("cannot be written", StringComparison.Ordinal)));
        var unknown = await RunAsync(deployment, "report", "--cluster", "other");
        Assert.Equal((2, true), (unknown.ExitCode, unknown.Text.Contains("--cluster other is not configured", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Report_NoReplicaMayBePromoted_WouldFail()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var deployment = await StartAsync(0);
        var json = directory.File("report.json");
        var made = await RunAsync(deployment, "report", "--format", "json", "--out", json);
        Assert.True(made.ExitCode == 1, made.Text);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(json, Cancellation))!;
        Assert.Equal("WouldFail", report["masters"]![0]!["verdict"]!.GetValue<string>());
        Assert.Equal("Critical", report["severity"]!.GetValue<string>());
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    private static async Task<RedisDeployment> StartAsync(int priority)
    {
        var deployment = await RedisDeployment.StartAsync(new RedisDeploymentOptions { ReplicaPriorities = [priority], Pace = SentinelPace.Quick }, Patience, Cancellation);
        await deployment.WaitUntilHealthyAsync(Patience, Cancellation);
        return deployment;
    }

    private async Task<WorkerCommand> RunAsync(RedisDeployment deployment, params IReadOnlyList<string> arguments)
    {
        var file = directory.File("sentinel-events.json");
        await File.WriteAllTextAsync(file, ServiceConfiguration.Of("local", deployment.SentinelAddresses).ToJsonString(), Cancellation);
        return await WorkerCommand.RunAsync(directory.Path, [.. arguments, "--config", file], Patience);
    }
}
