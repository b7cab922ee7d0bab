using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Scheduled reports of two workers on one journal: each time is reported by one of them, whoever is there.</summary>
[Collection(BusyDeployment.Name)]
public sealed class SharedReportsTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit, PostgresFixture servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly OftenReported often = new(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TwoWorkersThenOneThenNoneThenTwo_EachTimeIsReportedOnceAndAStopOfBothIsMadeUpForOnce()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        await using var receivers = await Receivers.StartAsync("shared-reports", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var journal = await SharedJournal.CreateAsync(await servers.GetAsync(), Cancellation);
        var start = TimeProvider.System.GetUtcNow();
        await using var team = await WorkerTeam.StartAsync(2, receivers, deployment, journal, Cancellation, configuration => configuration["Reports"] = often.Configuration("mail"));
        await team.JudgeAsync(async () =>
        {
            await OftenReported.ByAllAsync(receivers, 5, Patience, Cancellation);
            await Eventually.BecomesAsync(
                "what is reported is delivered",
                async _ => await journal.CountAsync("delivery WHERE state <> 'Delivered'", Cancellation) is var pending && pending == 0 ? null : $"{pending} are not",
                Patience,
                cancellation: Cancellation);
            Assert.Distinct(OftenReported.OnBus(receivers).Select(report => report.EventId));
            Assert.Distinct(OftenReported.ByMail(receivers).Select(told => told.EventId));

            // Its turn, if it was its, is another's once it has not been heard of for a while.
            await team[0].Process.KillAsync();
            await OftenReported.ByAllAsync(receivers, OftenReported.ByMail(receivers).Count + 4, Patience, Cancellation);
            await team[1].Process.KillAsync();
            var from = TimeProvider.System.GetUtcNow();
            await often.PassAsync(5, Patience, Cancellation);
            var to = TimeProvider.System.GetUtcNow();
            var before = OftenReported.ByMail(receivers).Count;
            await Task.WhenAll(team.Workers.Select(worker => worker.Process.StartAgainAsync()));
            await OftenReported.ByAllAsync(receivers, before + 4, Patience, Cancellation);
            await team.StopAsync();

            var kept = (await JournalReading.OfAsync(team[0].Process)).Where(entry => entry.Event is HealthReported).ToList();
            var made = kept.Select(entry => entry.Event.EventId).ToList();
            Assert.Distinct(made);
            OftenReported.IsToldAsJournalled(kept, receivers);
            Assert.Empty(made.Except(often.IdsBetween(start.AddMinutes(-1), TimeProvider.System.GetUtcNow())));
            Assert.InRange(often.IdsBetween(from, to).Count(made.Contains), 0, 1);
            var mails = OftenReported.ByMail(receivers);
            var repeated = mails.Count - mails.DistinctBy(told => told.EventId).Count();
            Assert.InRange(repeated, 0, 2);
            TestContext.Current.TestOutputHelper?.WriteLine($"{made.Count} reports, {repeated} mails repeated by a kill");
        });
    }
}
