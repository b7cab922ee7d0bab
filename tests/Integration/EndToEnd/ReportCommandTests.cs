using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

public sealed class ReportCommandTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("report");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_HealthyDeployment_ReadyInEveryFormat()
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

        var nowhere = await RunAsync(deployment, "report", "--out", directory.File("missing/report.txt"));
        Assert.Equal((2, true), (nowhere.ExitCode, nowhere.Text.Contains("cannot be written", StringComparison.Ordinal)));
        var unknown = await RunAsync(deployment, "report", "--cluster", "other");
        Assert.Equal((2, true), (unknown.ExitCode, unknown.Text.Contains("--cluster other is not configured", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_HealthyThenNoReplicaMayBePromoted_ExitCodeAsAskedForInEveryFormat()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var deployment = await StartAsync(100);

        // All on one machine: some rules find that, none calls it critical.
        var healthy = await CheckAsync(deployment);
        Assert.DoesNotContain(healthy.Severities, severity => severity == Severity.Critical);
        Assert.Contains(healthy.Parts, part => part == $"local: sentinel 127.0.0.1:{deployment.Sentinels[0].Port}");
        foreach (var failOn in Enum.GetValues<Severity>())
        {
            await FailsAsync(deployment, failOn, healthy.Severities.Any(severity => severity >= failOn));
        }

        foreach (var replica in deployment.Nodes.Skip(1))
        {
            Assert.IsNotType<RespReply.Error>(await replica.RunAsync(["CONFIG", "SET", "replica-priority", "0"], Cancellation));
        }

        await Eventually.BecomesAsync(
            "the sentinels know that none may be promoted",
            async _ => (await CheckAsync(deployment)).Rules is var rules && rules.Contains("SE041") ? null : string.Join(' ', rules),
            Patience,
            cancellation: Cancellation);
        await FailsAsync(deployment, Severity.Critical, true);
        var text = await RunAsync(deployment, "check", "--fail-on", "critical");
        Assert.Contains("SE041", text.Text, StringComparison.Ordinal);
        Assert.Contains("the worst critical", text.Text, StringComparison.Ordinal);

        var nonsense = await RunAsync(deployment, "check", "--fail-on", "sometimes");
        Assert.Equal((2, true), (nonsense.ExitCode, nonsense.Text.Contains("--fail-on", StringComparison.Ordinal)));
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

    /// <summary>The exit code does not depend on the format.</summary>
    private async Task FailsAsync(RedisDeployment deployment, Severity failOn, bool expected)
    {
        foreach (var format in new[] { "text", "json", "sarif" })
        {
            var check = await RunAsync(deployment, "check", "--format", format, "--fail-on", failOn.ToString());
            Assert.True(check.ExitCode == (expected ? 1 : 0), $"{format} {failOn}: {check.ExitCode} {check.Text}");
            if (format == "sarif")
            {
                Assert.Equal("2.1.0", JsonNode.Parse(check.Text)!["version"]!.GetValue<string>());
            }
        }
    }

    private async Task<Checked> CheckAsync(RedisDeployment deployment)
    {
        var check = await RunAsync(deployment, "check", "--format", "json");
        var json = JsonNode.Parse(check.Text)!;
        var findings = json["findings"]!.AsArray();
        Assert.All(findings, finding => Assert.NotEmpty(finding!["cure"]!.GetValue<string>()));
        return new Checked(
            [.. json["parts"]!.AsArray().Select(part => part!["part"]!.GetValue<string>())],
            [.. findings.Select(finding => finding!["rule"]!.GetValue<string>())],
            [.. findings.Select(finding => Enum.Parse<Severity>(finding!["severity"]!.GetValue<string>()))]);
    }

    private async Task<WorkerCommand> RunAsync(RedisDeployment deployment, params IReadOnlyList<string> arguments)
    {
        var file = directory.File("sentinel-events.json");
        await File.WriteAllTextAsync(file, ServiceConfiguration.Of("local", deployment.SentinelAddresses).ToJsonString(), Cancellation);
        return await WorkerCommand.RunAsync(directory.Path, [.. arguments, "--config", file], Patience);
    }

    private sealed record Checked(IReadOnlyList<string> Parts, IReadOnlyList<string> Rules, IReadOnlyList<Severity> Severities);
}
