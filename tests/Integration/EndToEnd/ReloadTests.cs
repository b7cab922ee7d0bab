using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The configuration file changes while the service runs.</summary>
[Collection(BusyDeployment.Name)]
public sealed class ReloadTests(BusyDeploymentFixture deployments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DestinationsRoutesSilencesAndReportsChange_AreInForceAndABadFileChangesNothing()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var first = await WebhookSink.StartAsync(Cancellation);
        await using var second = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithWebhook("first", first);
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await SwitchesAsync(first, 1);

            // A destination more, one less, and a report on the calendar.
            configuration["Destinations"]!.AsObject().Remove("first");
            configuration.WithWebhook("second", second);
            configuration["Routes"] = new JsonArray(Route("second", nameof(EventKind.MasterSwitched)));
            configuration["Reports"] = new JsonArray(new JsonObject { ["Name"] = "often", ["Cron"] = "0/2 * * * * ?", ["To"] = new JsonArray("second") });
            await ChangeAsync(service, configuration, "is in force: ");
            await Eventually.BecomesAsync(
                "a report comes", () => second.Requests.Any(request => Receivers.EventOf(request) is HealthReported) ? null : $"{second.Requests.Count} requests", Patience, cancellation: Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await SwitchesAsync(second, 1);

            // A bad file: said everywhere, and nothing changes.
            var bad = configuration.DeepClone();
            bad["Destinations"]!["third"] = new JsonObject { ["Kind"] = "Emial", ["Url"] = "http://user:s3cret@example.org/" };
            await ChangeAsync(service, bad, "Destinations:third:Kind");
            var health = await service.HealthAsync(Cancellation);
            Assert.Contains("configuration: Degraded", health, StringComparison.Ordinal);
            Assert.Contains("Destinations:third:Kind", health, StringComparison.Ordinal);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await SwitchesAsync(second, 2);

            // People are spared from now on, and what needs a restart says so.
            configuration.WithCluster("SilenceLimit", "00:00:20");
            configuration["Silences"] = new JsonArray(new JsonObject
            {
                ["Name"] = "maintenance",
                ["Start"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["End"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["Author"] = "ada",
            });
            configuration["Reports"] = new JsonArray();
            await ChangeAsync(service, configuration, "Clusters has changed");
            Assert.Contains("configuration: Healthy", await service.HealthAsync(Cancellation), StringComparison.Ordinal);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await Eventually.BecomesAsync(
                "the switch is held",
                async _ => (await service.Worker.RunAsync(Patience, "deliveries", "--state", "Held", "--destination", "second", "--format", "json")).Text is var held
                    && held.Contains("silence maintenance by ada", StringComparison.Ordinal) ? null : held,
                Patience,
                cancellation: Cancellation);
            await service.StopAsync();

            Assert.Equal(2, second.Requests.Count(request => Receivers.EventOf(request) is MasterSwitched));
            Assert.Equal(1, first.Requests.Count(request => Receivers.EventOf(request) is MasterSwitched));
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
        });
    }

    private static JsonObject Route(string to, params IEnumerable<string> kinds) => new()
    {
        ["Match"] = new JsonObject { ["Kinds"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]) },
        ["To"] = new JsonArray(to),
    };

    private static async Task ChangeAsync(RunningService service, JsonNode configuration, string expected)
    {
        await service.Worker.ConfigureAsync(configuration);
        await service.Worker.WaitForLineAsync(expected, line => line.Contains(expected, StringComparison.Ordinal), Patience, Cancellation);
    }

    private static Task SwitchesAsync(WebhookSink sink, int count) => Eventually.BecomesAsync(
        $"{count} switches by webhook",
        () => sink.Requests.Count(request => Receivers.EventOf(request) is MasterSwitched) is var told && told == count ? null : $"{told}",
        Patience,
        cancellation: Cancellation);
}
