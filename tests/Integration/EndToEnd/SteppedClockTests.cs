using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class SteppedClockTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WallClockSetBackAndForwardBetweenFailovers_TellsThemAndNothingUntrue()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Clock);
        await using var clock = new FakeClock();
        await using var receivers = await Receivers.StartAsync("stepped-clock", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment, clock.Environment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            var witness = new SwitchWitness(deployment);

            clock.Set(TimeSpan.FromHours(-3));
            await Failover.MakeAsync(deployment, planned: false, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 1, Patience, Cancellation);
            clock.Set(TimeSpan.FromDays(2));
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 2, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 2, Patience, Cancellation);

            // A start whose clock is behind everything that the journal holds; what is due does not wait for the clock to catch up.
            clock.Set(TimeSpan.FromDays(-1));
            await service.StopAsync();
            await service.Worker.StartAgainAsync();
            await service.UntilFollowingAsync(3, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 3, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.StopAsync();

            Assert.Contains(service.Worker.Process.Lines, line => line.StartsWith(TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            Announced.Switches(receivers.OnBus, witness.Switches());
            // What is signed under a clock that is wrong is stale to its receiver, and must be.
            Announced.ToldAlike(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
            Assert.All(receivers.OnBus, e => Assert.True(e.OccurredAt <= e.AgreedAt, $"{e.Kind} occurred {e.OccurredAt} and was agreed {e.AgreedAt}"));
        });
    }
}
