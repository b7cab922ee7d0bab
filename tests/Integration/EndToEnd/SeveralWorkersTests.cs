using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Two workers that nothing happens to: each event is decided by one of them and told once.</summary>
[Collection(BusyDeployment.Name)]
public sealed class SeveralWorkersTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit, PostgresFixture servers)
{
    private const int Failovers = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TwoWorkersStartedTogetherAndTenFailovers_StartTellsNothingAndEachEventIsDecidedAndToldOnce()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        await using var receivers = await Receivers.StartAsync("two-workers", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var journal = await SharedJournal.CreateAsync(await servers.GetAsync(), Cancellation);
        await using var team = await WorkerTeam.StartAsync(2, receivers, deployment, journal, Cancellation);
        await team.JudgeAsync(async () =>
        {
            Assert.Equal(0, await journal.CountAsync("event", Cancellation));
            var witness = new SwitchWitness(deployment);
            var planned = Enumerable.Range(0, Failovers).Select(number => number % 2 == 0).ToList();
            foreach (var one in planned)
            {
                await Failover.MakeAsync(deployment, one, Cancellation);
            }

            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, Failovers, Patience, Cancellation);
            await team.StopAsync();

            var told = receivers.OnBus;
            Announced.Switches(told, witness.Switches());
            Announced.SwitchesByMail(receivers.ByMail, witness.Switches());
            Announced.Stories(told, planned);
            Announced.ReplicasDownAndUpInTurn(told);
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(told, witness);
            var decided = team.Workers.SelectMany(worker => worker.Decided).Select(e => e.EventId).ToList();
            Assert.Equal(told.Select(e => e.EventId).Order(), decided.Order());
            Assert.Equal(told.Count, await journal.CountAsync("event", Cancellation));
            Assert.Equal(0, await journal.CountAsync("delivery WHERE state <> 'Delivered' OR attempts <> 1", Cancellation));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{told.Count} events; decided by {string.Join(", ", team.Workers.Select(worker => $"{worker.Name}: {worker.Decided.Count}"))}");
        });
    }
}
