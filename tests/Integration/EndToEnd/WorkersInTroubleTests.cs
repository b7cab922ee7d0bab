using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>In the middle of failovers something happens to one of three workers; the others go on.</summary>
[Collection(BusyDeployment.Name)]
public sealed class WorkersInTroubleTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit, PostgresFixture servers)
{
    /// <summary>Another seed, to look for more.</summary>
    private const string SeedVariable = "WORKERS_SEED";

    private const int UsualSeed = 20241;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Longer than the lease, and than a frozen commit keeps the others waiting.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Within this the next worker notices that a lease has run out, and delivers.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private enum Trouble
    {
        Killed,
        Frozen,
        CutFromDatabase,
        CutFromSentinels,
    }

    [Fact]
    public async Task Run_ThreeWorkersOneInTroubleDuringEachFailover_NothingIsLostAndOnlyWhatWasBrokenOffIsRepeated()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        await using var receivers = await Receivers.StartAsync("three-workers", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var journal = await SharedJournal.CreateAsync(await servers.GetAsync(), Cancellation);
        await using var team = await WorkerTeam.StartAsync(3, receivers, deployment, journal, Cancellation);
        await team.JudgeAsync(async () =>
        {
            var witness = new SwitchWitness(deployment);
            var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given) ? given : UsualSeed;
            var chance = new Random(seed);
            var troubles = Enum.GetValues<Trouble>();
            chance.Shuffle(troubles);
            HashSet<string> blinded = [];
            var switches = 0;
            foreach (var trouble in troubles)
            {
                var victim = team[chance.Next(team.Workers.Count)];
                var planned = chance.Next(2) == 0;
                var moment = TimeSpan.FromSeconds(chance.NextDouble() * (planned ? 1.5 : 4.5));
                TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {victim.Name} {trouble} {moment.TotalSeconds:0.00} s into a failover, {(planned ? "planned" : "by kill")}");
                await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
                var old = await Failover.BeginAsync(deployment, planned, Cancellation);

                // The moment is what is tested.
                await Task.Delay(moment, TimeProvider.System, Cancellation);
                var began = TimeProvider.System.GetTimestamp();
                await BeginAsync(trouble, victim, deployment);
                await Failover.EndAsync(deployment, old, Cancellation);
                switches++;
                if (trouble is Trouble.Frozen or Trouble.CutFromDatabase)
                {
                    // What it last believed is more than one switch old when it returns.
                    await Failover.MakeAsync(deployment, planned: true, Cancellation);
                    switches++;
                }

                // The others tell it, while that one is still away.
                await receivers.WaitForAsync(EventKind.MasterSwitched, switches, Patience, Cancellation);
                if (trouble == Trouble.CutFromSentinels)
                {
                    await receivers.WaitForAsync(EventKind.SightLost, 1, Patience, Cancellation);
                    blinded.Add(victim.Name);
                }

                await EndAsync(trouble, victim, began);
                await victim.Service.UntilFollowingAsync(deployment.Sentinels.Count, Cancellation);
            }

            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            var resumed = await DieWithAClaimAsync(team, deployment, journal);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, switches + 1, Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.SightRestored, 1, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await team.StopAsync();

            // One for each that was killed, frozen or parted from the database, and one for the claim of the dead.
            var repeats = Announced.AlikeToAll(receivers, mostRepeats: 4);
            var told = receivers.OnBus.DistinctBy(e => e.EventId).ToList();
            Announced.Switches(told, witness.Switches());
            Announced.ReplicasDownAndUpInTurn(told);
            Announced.NothingUntrue(told, witness, EventKind.SightLost, EventKind.SightRestored);
            Assert.Equal(blinded.Order(), told.OfType<SightLost>().Select(e => e.Worker).Order());
            Assert.Equal(told.Count, await journal.CountAsync("event", Cancellation));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{told.Count} events, {switches + 1} switches, told again {repeats}; a dead worker's delivery made {resumed.TotalSeconds:0.0} s after the kill (lease {journal.Lease.TotalSeconds} s)");
            Assert.True(resumed <= journal.Lease + Grace, $"only after {resumed}");
        });
    }

    private static Task BeginAsync(Trouble trouble, SharingWorker victim, RedisDeployment deployment)
    {
        switch (trouble)
        {
            case Trouble.Killed:
                return victim.Process.KillAsync();
            case Trouble.Frozen:
                victim.Process.Process.Freeze();
                return Task.CompletedTask;
            case Trouble.CutFromDatabase:
                victim.Database.Set(new ProxyMode.BlackHole());
                return Task.CompletedTask;
            default:
                return victim.CutFromAsync(deployment.Sentinels.Take(2), Cancellation);
        }
    }

    private static async Task EndAsync(Trouble trouble, SharingWorker victim, long began)
    {
        switch (trouble)
        {
            case Trouble.Killed:
                await victim.Process.StartAgainAsync();
                break;
            case Trouble.Frozen:
                // A pause of this length is what is tested.
                var left = Pause - TimeProvider.System.GetElapsedTime(began);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, Cancellation);
                victim.Process.Process.Continue();
                await victim.Process.WaitForLineAsync("knows of its pause", line => line.Contains("This process stood still for", StringComparison.Ordinal), Patience, Cancellation);
                break;
            case Trouble.CutFromDatabase:
                victim.Database.Set(new ProxyMode.Forward());
                break;
            default:
                await victim.ReunitedAsync(Cancellation);
                break;
        }
    }

    /// <summary>Kills a worker whose request the webhook does not answer.</summary>
    /// <returns>From the kill until another worker made that delivery.</returns>
    private static async Task<TimeSpan> DieWithAClaimAsync(WorkerTeam team, RedisDeployment deployment, SharedJournal journal)
    {
        var hook = team.Receivers.Hook;
        var before = hook.Requests.Count;
        hook.AnswerNextWith(new SinkAnswer.Hang());
        var old = await Failover.BeginAsync(deployment, planned: true, Cancellation);
        var broken = (await hook.WaitForRequestsAsync(before + 1, Patience, cancellation: Cancellation))[before];
        var holder = await journal.HolderAsync("hook", Cancellation) ?? throw new LabException("Nobody holds the delivery that is under way.");
        await team.Workers.Single(worker => worker.Name == holder).Process.KillAsync();
        var killed = TimeProvider.System.GetTimestamp();
        var again = await hook.WaitForRequestsAsync(
            2, Patience, request => request.Header("webhook-id") == broken.Header("webhook-id"), Cancellation);
        await Failover.EndAsync(deployment, old, Cancellation);
        await team.Workers.Single(worker => worker.Name == holder).Process.StartAgainAsync();
        await team.Workers.Single(worker => worker.Name == holder).Service.UntilFollowingAsync(deployment.Sentinels.Count, Cancellation);
        return TimeProvider.System.GetElapsedTime(killed, again[1].Timestamp);
    }
}
