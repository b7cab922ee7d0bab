using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Two workers that do not see the same sentinels.</summary>
[Collection(BusyDeployment.Name)]
public sealed class WorkersThatSeeLessTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit, PostgresFixture servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OneSeesFewerThenTakesOverThenBothSeeAMinority_WhoSeesMostDecidesAndMinoritiesAgreeOnNothing()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        await using var receivers = await Receivers.StartAsync("see-less", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var journal = await SharedJournal.CreateAsync(await servers.GetAsync(), Cancellation);
        await using var team = await WorkerTeam.StartAsync(2, receivers, deployment, journal, Cancellation);
        var (seesLess, seesAll) = (team[0], team[1]);
        await team.JudgeAsync(async () =>
        {
            var witness = new SwitchWitness(deployment);
            await seesLess.CutFromAsync([deployment.Sentinels[2]], Cancellation);
            await seesLess.UntilAsync(decides: false, Patience, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);
            Assert.Empty(seesLess.Decided);
            Assert.Contains(seesAll.Decided, e => e.Kind == EventKind.MasterSwitched);

            await seesAll.Process.KillAsync();
            var killed = TimeProvider.System.GetTimestamp();
            await seesLess.UntilAsync(decides: true, Patience, Cancellation);
            var tookOver = TimeProvider.System.GetElapsedTime(killed);
            Assert.True(tookOver < journal.Lease + TimeSpan.FromSeconds(3), $"took over only after {tookOver}");
            var unseenBefore = Elections(deployment.Sentinels[2]);
            await Failover.MakeAsync(deployment, planned: false, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 2, Patience, Cancellation);
            Assert.Contains(seesLess.Decided, e => e.Kind == EventKind.MasterSwitched);

            // Only the leader tells of its election, and this worker does not hear every sentinel.
            var ledUnseen = Elections(deployment.Sentinels[2]) > unseenBefore;
            Assert.True(ledUnseen || seesLess.Decided.Any(e => e.Kind == EventKind.FailoverStarted), "FailoverStarted is missing, though its leader was seen");

            await seesAll.Process.StartAgainAsync();
            await seesAll.Service.UntilFollowingAsync(3, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await BothSeeAMinorityAsync(deployment, receivers, seesLess, seesAll);
            await receivers.WaitForAsync(EventKind.MasterSwitched, 3, Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.SightRestored, 2, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await team.StopAsync();

            var repeats = Announced.AlikeToAll(receivers, mostRepeats: 1);
            var told = receivers.OnBus.DistinctBy(e => e.EventId).ToList();
            Announced.Switches(told, witness.Switches());
            Announced.NothingUntrue(told, witness, EventKind.SightLost, EventKind.SightRestored, EventKind.MasterSwitchUnconfirmed);
            Assert.Equal(["w1 sees 1 of 2 needed", "w2 sees 1 of 2 needed"], told.OfType<SightLost>().Select(e => $"{e.Worker} sees {e.Seen} of {e.Needed} needed").Order());
            Assert.Equal(["w1", "w2"], told.OfType<SightRestored>().Select(e => e.Worker).Order());
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"taken over {tookOver.TotalSeconds:0.0} s after the kill; led by the sentinel that is not seen: {ledUnseen}; told again {repeats}; {string.Join(", ", told.Select(e => e.Kind))}");
        });
    }

    private static int Elections(SentinelNode sentinel) => SentinelLog.Lines(sentinel.LogFile).Count(line => line.Contains("+elected-leader", StringComparison.Ordinal));

    /// <summary>Together they would see a majority.</summary>
    private static async Task BothSeeAMinorityAsync(RedisDeployment deployment, Receivers receivers, SharingWorker one, SharingWorker other)
    {
        await one.CutFromAsync([deployment.Sentinels[1]], Cancellation);
        await other.CutFromAsync([deployment.Sentinels[0], deployment.Sentinels[2]], Cancellation);
        await receivers.WaitForAsync(EventKind.SightLost, 2, Patience, Cancellation);
        await Failover.MakeAsync(deployment, planned: true, Cancellation);
        await receivers.WaitForAsync(EventKind.MasterSwitchUnconfirmed, 1, Patience, Cancellation);
        Assert.Equal(2, receivers.OnBus.OfType<MasterSwitched>().DistinctBy(e => e.EventId).Count());
        await one.ReunitedAsync(Cancellation);
        await other.ReunitedAsync(Cancellation);
    }
}
