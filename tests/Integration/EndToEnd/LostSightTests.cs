using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class LostSightTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TwoOfThreeSentinelsStopped_SightIsLostAndASwitchMeanwhileIsToldOnceTheyReturn()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("one-of-three", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var witness = new SwitchWitness(deployment);
            var remaining = deployment.Sentinels[0];
            var stopped = deployment.Sentinels.Skip(1).ToList();
            foreach (var sentinel in stopped)
            {
                await RedisDeployment.StopSentinelAsync(sentinel);
            }

            await receivers.WaitForAsync(EventKind.SightLost, 1, Patience, Cancellation);
            Assert.StartsWith("Unhealthy", await service.HealthAsync(Cancellation), StringComparison.Ordinal);

            // By command, a sentinel fails over without asking the others.
            var old = await Failover.BeginAsync(deployment, planned: true, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitchUnconfirmed, 1, Patience, Cancellation);
            await Eventually.BecomesAsync("the remaining sentinel's own switch", () => witness.Switches([remaining]).Count == 1 ? null : "none", Patience, cancellation: Cancellation);
            Assert.DoesNotContain(receivers.OnBus, e => e.Kind is EventKind.MasterSwitched or EventKind.SightRestored);
            Assert.DoesNotContain(receivers.ByHook, e => e.Kind is EventKind.MasterSwitched or EventKind.SightRestored);
            Assert.DoesNotContain(receivers.ByMail, mail => mail.Kind is EventKind.MasterSwitched or EventKind.SightRestored);

            foreach (var sentinel in stopped)
            {
                await RedisDeployment.StartSentinelAsync(sentinel, Patience, Cancellation);
            }

            await receivers.WaitForAsync(EventKind.SightRestored, 1, Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 1, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();

            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            var told = receivers.OnBus;
            var lost = Assert.IsType<SightLost>(Assert.Single(told, e => e.Kind == EventKind.SightLost));
            var restored = Assert.IsType<SightRestored>(Assert.Single(told, e => e.Kind == EventKind.SightRestored));
            Assert.Equal((1, 2, restored.IncidentId, restored.From), (lost.Seen, lost.Needed, lost.IncidentId, lost.From));
            Assert.True(restored.Seen >= 2, $"{restored.Seen} seen");
            Announced.NothingUntrue(
                told,
                witness,
                EventKind.SightLost, EventKind.SightRestored, EventKind.MasterSwitchUnconfirmed, EventKind.SentinelDown, EventKind.SentinelRecovered, EventKind.QuorumLost, EventKind.QuorumRestored);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", told.Select(e => e.Kind)));
        });
    }
}
