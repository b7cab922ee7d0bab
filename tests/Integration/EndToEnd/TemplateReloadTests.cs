using System.Text.Json.Nodes;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>A template of a destination changes on the disk while the service runs.</summary>
public sealed class TemplateReloadTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly LabDirectory mails = LabDirectory.Create("templates");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TemplateChanges_TheNextMailHasItAndABrokenOneChangesNothing()
    {
        await using var deployment = new SimulatedDeployment(masters: 1, sentinels: 3);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithCluster("DataNodes", new JsonObject { ["Enabled"] = false });
        configuration["Destinations"]!["mail"] = new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["PickupDirectory"] = mails.Path,
        };
        configuration["Routes"] = new JsonArray(new JsonObject { ["Match"] = new JsonObject { ["Kinds"] = new JsonArray(nameof(EventKind.MasterSwitched)) }, ["To"] = new JsonArray("mail") });
        await using var service = await RunningService.StartAsync(configuration, null);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await ChangeAsync(service, "One: {{ headline }}", "is in force: ", "configuration: Healthy");
            Assert.StartsWith("One: ", await NextTextAsync(deployment), StringComparison.Ordinal);

            await ChangeAsync(service, "Two: {{ headline | }}", "it is no Liquid template", "configuration: Degraded");
            Assert.Contains(Path.Combine("templates", "mail", "text.liquid"), await service.HealthAsync(Cancellation), StringComparison.Ordinal);
            Assert.StartsWith("One: ", await NextTextAsync(deployment), StringComparison.Ordinal);

            await ChangeAsync(service, "Two: {{ headline }}", "is in force: ", "configuration: Healthy");
            Assert.StartsWith("Two: ", await NextTextAsync(deployment), StringComparison.Ordinal);
            await service.StopAsync();
        });
    }

    public ValueTask DisposeAsync() => mails.DisposeAsync();

    /// <summary>Writes the template and waits until the log says what became of it once more, and the health page agrees.</summary>
    private static async Task ChangeAsync(RunningService service, string template, string line, string health)
    {
        int Said() => service.Worker.Process.Lines.Count(written => written.Contains(line, StringComparison.Ordinal));
        var before = Said();
        var folder = Directory.CreateDirectory(Path.Combine(service.Worker.WorkingDirectory, "templates", "mail"));
        await SharedFile.ReplaceAsync(Path.Combine(folder.FullName, "text.liquid"), template);
        await service.Worker.WaitUntilAsync($"'{line}' for {template}", _ => Task.FromResult(Said() > before ? null : $"{before} times"), Patience, Cancellation);
        Assert.Contains(health, await service.HealthAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>The words of the mail about another switch.</summary>
    private async Task<string> NextTextAsync(SimulatedDeployment deployment)
    {
        var before = Files();
        await deployment.SwitchAsync(0);
        await Eventually.BecomesAsync("another mail", () => Files().Length > before.Length ? null : $"{before.Length} mails", Patience, cancellation: Cancellation);
        return (await MimeMessage.LoadAsync(Assert.Single(Files().Except(before)), Cancellation)).TextBody!;
    }

    private string[] Files() => Directory.GetFiles(mails.Path, "*.eml");
}
