using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class FullDiskTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DiskFullDuringAFailover_SaysSoWatchesOnAndTellsItOnceThereIsRoom()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        if (SmallDisk.Missing is { } missing)
        {
            Assert.Skip(missing);
        }

        await using var disk = await SmallDisk.MountAsync(megabytes: 4);
        await using var receivers = await Receivers.StartAsync("full-disk", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var configuration = receivers.Configuration(deployment);
        configuration["Journal"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(disk.Path, "journal.db")}" };
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            var witness = new SwitchWitness(deployment);
            disk.Fill();
            var old = await Failover.BeginAsync(deployment, planned: false, Cancellation);
            await service.Worker.WaitForLineAsync("says so in its log", line => line.Contains("The journal takes no commit", StringComparison.Ordinal), Patience, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);

            var health = await service.HealthAsync(Cancellation);
            Assert.StartsWith("Unhealthy", health, StringComparison.Ordinal);
            Assert.Contains("journal: Unhealthy, the journal takes no commit", health, StringComparison.Ordinal);
            Assert.Contains("sentinels: Healthy, 3 of 3 sentinels seen", health, StringComparison.Ordinal);
            var metrics = await service.MetricsAsync(Cancellation);
            Assert.Equal(0, metrics.Of("sentinelevents_journal_up"));
            Assert.True(metrics.Of("sentinelevents_journal_away_seconds") > 0, metrics.Text);
            Assert.DoesNotContain(receivers.OnBus, e => e is MasterSwitched);

            disk.MakeRoom();
            await receivers.WaitForAsync(EventKind.MasterSwitched, 1, Patience, Cancellation);
            await service.Worker.WaitForLineAsync("says that it is over", line => line.Contains("The journal takes commits again", StringComparison.Ordinal), Patience, Cancellation);
            Assert.Equal(1, (await service.MetricsAsync(Cancellation)).Of("sentinelevents_journal_up"));
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);
            await service.StopAsync();

            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
            // Nothing that was held was lost: the story is whole, and it was heard, not found afterwards.
            Announced.Stories(receivers.OnBus, [false]);
            Assert.False(Assert.Single(receivers.OnBus.OfType<MasterSwitched>()).Reconciled);
        });
    }
}
