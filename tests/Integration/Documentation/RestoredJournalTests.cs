using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Documentation;

namespace SentinelEvents.Integration.Documentation;

/// <summary>Backup and restore as docs/operations.md has them, and what a service tells that wakes up with an older journal.</summary>
public sealed class RestoredJournalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithABackupFromBeforeASwitch_TellsItAgainUnderItsIdAndNothingBeforeIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.Sqlite);
        await using var fixture = new Deployment();
        var deployment = await fixture.GetAsync(Cancellation);
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        await using var page = new PageScript(new Dictionary<string, string>());
        await using var service = await RunningService.StartAsync(ServiceConfiguration.Of("restored", deployment.SentinelAddresses).WithWebhook("hook", sink), deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            var before = Assert.Single(await SwitchesAsync(1));
            await CompletedAsync(1);
            await TryAsync("sqlite3 ");
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            var last = (await SwitchesAsync(2))[^1];
            await CompletedAsync(2);
            await service.StopAsync();
            Assert.Equal(2, Switches().Count);
            var told = sink.Requests.Count;

            await TryAsync("rm -f sentinel-events.db");
            await service.Worker.StartAgainAsync();

            var again = (await SwitchesAsync(3))[^1];
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();
            var since = sink.Requests.Skip(told).Select(EventOf).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", since.Select(e => $"{e.Kind} epoch {e.Epoch}{(e.Reconciled ? " reconciled" : "")}")));
            Assert.Equal((last.NewAddress, last.Epoch, before.NewAddress), (again.NewAddress, again.Epoch, again.OldAddress));
            Assert.True(again.Reconciled);
            Assert.Equal(last.EventId, again.EventId);
            Assert.Single(since, e => e is MasterSwitched);
            Assert.DoesNotContain(since, e => e.EventId == before.EventId);
        });

        async Task TryAsync(string start)
        {
            var block = DocumentedBlock.All.Single(block => block.Page == "docs/operations.md" && block.Text.StartsWith(start, StringComparison.Ordinal));
            var result = Assert.Single(await page.RunAsync([block.Text], Patience, service.Worker.WorkingDirectory));
            Assert.True(result.ExitCode == 0, $"{block} ended with {result.ExitCode}: {result.Output}");
        }

        List<MasterSwitched> Switches() => [.. sink.Requests.Select(EventOf).OfType<MasterSwitched>()];

        async Task<List<MasterSwitched>> SwitchesAsync(int count)
        {
            await service.Worker.WaitUntilAsync($"{count} switches by webhook", _ => Task.FromResult(Switches().Count >= count ? null : $"{Switches().Count}"), Patience, Cancellation);
            return Switches();
        }

        Task CompletedAsync(int count) => service.Worker.WaitUntilAsync(
            $"{count} failovers completed",
            _ => Task.FromResult(sink.Requests.Select(EventOf).Count(e => e is FailoverCompleted) is var seen && seen >= count ? null : $"{seen}"),
            Patience,
            Cancellation);
    }

    private static SentinelEvent EventOf(RecordedRequest request) => SentinelEventJson.Deserialize(JsonNode.Parse(request.Body.Span)!["data"]!.ToJsonString());

    private sealed class Deployment : DeploymentFixture;
}
