using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class RestartTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private const int Seed = 20_260_131;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_AfterAFailoverWhileStopped_TellsOfItOnceAsReconciled()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("stopped-meanwhile", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();
            var witness = new SwitchWitness(deployment);
            await Failover.MakeAsync(deployment, planned: false, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);

            await service.Worker.StartAgainAsync();
            await receivers.WaitForAsync(EventKind.MasterSwitched, 1, Patience, Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();

            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
            Assert.True(Assert.Single(receivers.OnBus.OfType<MasterSwitched>()).Reconciled);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", receivers.OnBus.Select(e => e.Kind)));
        });
    }

    [Fact]
    public async Task Run_KilledDuringFailovers_LosesNoEventAndRepeatsOnlyUnderTheSameId()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("killed", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var witness = new SwitchWitness(deployment);
            var chance = new Random(Seed);
            const int failovers = 5;
            for (var number = 0; number < failovers; number++)
            {
                await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
                var planned = number % 2 == 0;
                // Spread from before the first word of it until after the last.
                var moment = TimeSpan.FromSeconds((number + chance.NextDouble()) / failovers * (planned ? 2.5 : 4.5));
                var old = await Failover.BeginAsync(deployment, planned, Cancellation);
                await Task.Delay(moment, TimeProvider.System, Cancellation);
                await service.Worker.KillAsync();
                TestContext.Current.TestOutputHelper?.WriteLine($"killed {moment} into a failover that was {(planned ? "asked for" : "not asked for")}");
                await Failover.EndAsync(deployment, old, Cancellation);
                await service.Worker.StartAgainAsync();
                await service.UntilFollowingAsync(3, Cancellation);
                await service.UntilCaughtUpAsync(Cancellation);
            }

            await Eventually.BecomesAsync(
                "a switch of each failover on the bus, by webhook and by mail",
                () =>
                {
                    var counts = Told(receivers).Select(told => told.Where(entry => entry.Kind == EventKind.MasterSwitched).Distinct().Count()).ToList();
                    return counts.TrueForAll(count => count >= failovers) ? null : string.Join(", ", counts);
                },
                Patience,
                cancellation: Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.StopAsync();

            Announced.Switches([.. receivers.OnBus.DistinctBy(e => e.EventId)], witness.Switches());
            Announced.Switches([.. receivers.ByHook.DistinctBy(e => e.EventId)], witness.Switches());
            Announced.SwitchesByMail([.. receivers.ByMail.DistinctBy(e => e.EventId)], witness.Switches());
            Announced.Signed(receivers.Hook);
            var journal = await JournalReading.OfAsync(service.Worker);
            var kept = journal.Select(entry => (entry.Event.Kind, entry.Event.EventId)).ToList();
            Assert.Equal(kept.Count, kept.Distinct().Count());
            foreach (var told in Told(receivers))
            {
                Assert.Equal(kept.Order(), told.Distinct().Order());
                Assert.Equal(
                    kept.Where(entry => entry.Kind == EventKind.MasterSwitched), told.Distinct().Where(entry => entry.Kind == EventKind.MasterSwitched));
                TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} told, {told.Distinct().Count()} events");
            }

            Announced.NothingUntrue(receivers.OnBus, witness);
        });
    }

    private static IReadOnlyList<IReadOnlyList<(EventKind Kind, Guid EventId)>> Told(Receivers receivers) =>
    [
        [.. receivers.OnBus.Select(e => (e.Kind, e.EventId))],
        [.. receivers.ByHook.Select(e => (e.Kind, e.EventId))],
        [.. receivers.ByMail.Select(e => (e.Kind, e.EventId))],
    ];
}
