using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class PausedWorkerTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StoodStillForAMinuteWithAFailoverInIt_TellsThatAndNothingUntrue()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("paused", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            var witness = new SwitchWitness(deployment);
            var started = TimeProvider.System.GetTimestamp();
            service.Worker.Process.Freeze();
            var old = await Failover.BeginAsync(deployment, planned: false, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);
            // A pause of this length is what is tested.
            await Task.Delay(Pause - TimeProvider.System.GetElapsedTime(started), TimeProvider.System, Cancellation);
            service.Worker.Process.Continue();

            await service.Worker.WaitForLineAsync("knows of its pause", line => line.Contains("This process stood still for", StringComparison.Ordinal), Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 1, Patience, Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);

            // And everything goes on as before: the next one is heard.
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 2, Patience, Cancellation);
            // The leader writes its own switch last.
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.StopAsync();

            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
            Assert.DoesNotContain(receivers.OnBus, e => e.Kind is EventKind.SightLost or EventKind.SentinelDown or EventKind.QuorumLost);
        });
    }
}
