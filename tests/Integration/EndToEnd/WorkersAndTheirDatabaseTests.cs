using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The database of two workers goes away under them.</summary>
[Collection(BusyDeployment.Name)]
public sealed class WorkersAndTheirDatabaseTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DatabaseRestartedAndKilledDuringFailovers_BothSayThatItIsAwayAndNothingIsLost()
    {
        const int Outages = 2;
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        await using var receivers = await Receivers.StartAsync("database-away", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var server = await PostgresServer.StartAsync(Patience, durable: true, Cancellation);
        var journal = await SharedJournal.CreateAsync(server, Cancellation);
        await using var team = await WorkerTeam.StartAsync(2, receivers, deployment, journal, Cancellation);
        await team.JudgeAsync(async () =>
        {
            var witness = new SwitchWitness(deployment);
            var old = await Failover.BeginAsync(deployment, planned: true, Cancellation);
            await server.RestartAsync(Patience, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);

            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            old = await Failover.BeginAsync(deployment, planned: false, Cancellation);
            await server.KillAsync();
            await Failover.EndAsync(deployment, old, Cancellation);
            foreach (var worker in team.Workers)
            {
                await worker.Process.WaitUntilAsync(
                    "its health says that the journal is away",
                    async token => await worker.Service.HealthAsync(token) is var health && health.Contains("the journal takes no commit", StringComparison.Ordinal) ? null : health,
                    Patience,
                    Cancellation);
            }

            // What is not recorded is not told.
            Assert.Single(receivers.OnBus, e => e.Kind == EventKind.MasterSwitched);
            await server.StartAgainAsync(Patience, Cancellation);
            var back = TimeProvider.System.GetTimestamp();
            await receivers.WaitForAsync(EventKind.MasterSwitched, 2, Patience, Cancellation);
            var toldAfter = TimeProvider.System.GetElapsedTime(back);
            foreach (var worker in team.Workers)
            {
                await worker.Service.UntilFollowingAsync(deployment.Sentinels.Count, Cancellation);
                await worker.Process.WaitUntilAsync(
                    "says that the journal is back",
                    _ => Task.FromResult(worker.Log.LastOrDefault(line => line.Number is 2002 or 2003) is { Number: 2003 } ? null : "not yet"),
                    Patience,
                    Cancellation);
            }

            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 3, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await team.StopAsync();

            var repeats = Announced.AlikeToAll(receivers, Outages);
            var told = receivers.OnBus.DistinctBy(e => e.EventId).ToList();
            Announced.Switches(told, witness.Switches());
            Announced.Stories(told, [true, false, true]);
            Announced.NothingUntrue(told, witness);
            Assert.Equal(told.Count, await journal.CountAsync("event", Cancellation));
            Assert.All(team.Workers, worker => Assert.DoesNotContain(worker.Log, line => line.Number == 3003));
            TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} events, told again {repeats}, the switch {toldAfter.TotalSeconds:0.0} s after the database answered again");
        });
    }
}
