using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class EventsCommandTests(DeploymentFixture deployments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_WhileTheServiceRuns_ShowsAndFiltersWhatTheJournalHolds()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithWebhook("hook", sink), deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            Assert.Contains("No events.", (await service.Worker.RunAsync(Patience, "events")).Text, StringComparison.Ordinal);
            var started = TimeProvider.System.GetUtcNow();
            var witness = new SwitchWitness(deployment);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await sink.WaitForRequestsAsync(1, Patience, request => Receivers.EventOf(request).Kind == EventKind.FailoverCompleted, Cancellation);
            var (old, promoted) = Assert.Single(witness.Switches());

            var all = await JournalReading.OfAsync(service.Worker);
            Assert.Equal(
                [EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted],
                all.Select(entry => entry.Event.Kind).Where(kind => kind is not (EventKind.ReplicaDown or EventKind.ReplicaRecovered)));
            var switched = all.Single(entry => entry.Event.Kind == EventKind.MasterSwitched);
            Assert.Equal("Delivered", switched.Deliveries["hook"]);
            Assert.Equal("Delivered", switched.Deliveries["bus"]);
            Assert.Equal(
                SentinelEventJson.Serialize(sink.Requests.Select(Receivers.EventOf).Single(e => e.Kind == EventKind.MasterSwitched)), SentinelEventJson.Serialize(switched.Event));

            Assert.Equal(all.Count, (await JournalReading.OfAsync(service.Worker, "--master", "mymaster")).Count);
            Assert.Empty(await JournalReading.OfAsync(service.Worker, "--master", "other"));
            Assert.Equal(EventKind.MasterSwitched, Assert.Single(await JournalReading.OfAsync(service.Worker, "--kind", "MasterSwitched")).Event.Kind);
            Assert.Equal(all.Count, (await JournalReading.OfAsync(service.Worker, "--since", started.ToString("O"))).Count);
            Assert.Equal(all.Count, (await JournalReading.OfAsync(service.Worker, "--since", "15m")).Count);
            Assert.Empty(await JournalReading.OfAsync(service.Worker, "--since", "2100-01-01"));
            Assert.Equal(2, (await JournalReading.OfAsync(service.Worker, "--limit", "2")).Count);

            var text = await service.Worker.RunAsync(Patience, "events", "--kind", "MasterSwitched");
            Assert.Equal(0, text.ExitCode);
            var row = Assert.Single(text.Lines, line => line.Contains("MasterSwitched", StringComparison.Ordinal));
            Assert.Contains("local/mymaster", row, StringComparison.Ordinal);
            Assert.Contains($"127.0.0.1:{old} → 127.0.0.1:{promoted}, planned", row, StringComparison.Ordinal);
            Assert.Contains("hook delivered", row, StringComparison.Ordinal);

            var unknownTime = await service.Worker.RunAsync(Patience, "events", "--since", "yesterday-ish");
            Assert.Equal(2, unknownTime.ExitCode);
            Assert.Contains("--since yesterday-ish is no time", unknownTime.Text, StringComparison.Ordinal);
            Assert.Equal(2, (await service.Worker.RunAsync(Patience, "events", "--kind", "MasterSwotched")).ExitCode);
            await service.StopAsync();
        });
    }
}
