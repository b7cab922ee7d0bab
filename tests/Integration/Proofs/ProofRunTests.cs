using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Proofs;

/// <summary>Short runs of both proofs; the long ones are commands (docs/reliability.md).</summary>
public sealed class ProofRunTests
{
    private const int Attempts = 3;

    /// <summary>What is lost is waited for in any case; this is only how long something untrue has the time to come.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_FourInTheMiddleOfFailovers_EverySwitchIsToldOnce()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var run = new KillsRun(new KillsOptions { Count = 4, Seed = 11, WithBroker = true, Quiet = Quiet }, Note);

        var result = await run.RunAsync(Cancellation);

        Assert.True(result.Verdict.IsGood, Text(result.Verdict, run.Directory));
        Assert.Equal(4, result.Kills);
        // A failover moves the master, and may move it once more; fewer switches than failovers would mean that the judge is blind.
        Assert.InRange(result.Verdict.Switches, result.Failovers, 2 * result.Failovers);
        await run.ForgetAsync();
    }

    [Fact]
    public Task Chaos_OneWorker_NothingIsLostDuplicatedOrUntrue()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        return IsGoodAsync(new ChaosOptions { Length = TimeSpan.FromSeconds(25), Seed = 4, Masters = 1, Pace = TimeSpan.FromSeconds(2), Quiet = Quiet });
    }

    [Fact]
    public Task Chaos_TwoWorkersOnPostgres_NothingIsLostDuplicatedOrUntrue()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp, ServerKind.Postgres);
        return IsGoodAsync(new ChaosOptions
        {
            Length = TimeSpan.FromSeconds(40),
            Seed = 4,
            Masters = 1,
            Pace = TimeSpan.FromSeconds(2),
            Quiet = Quiet,
            Workers = 2,
            Journal = JournalKind.Postgres,
        });
    }

    [Fact]
    public void FaultPlan_SameSeed_IsTheSamePlan()
    {
        var options = new ChaosOptions { Length = TimeSpan.FromMinutes(30), Masters = 3, Sentinels = 5 };

        var plan = FaultPlan.Make(options);

        Assert.Equal(plan, FaultPlan.Make(options));
        Assert.NotEqual(plan, FaultPlan.Make(options with { Seed = 2 }));
        // Half an hour has something of everything that there is to break.
        Assert.Equal(Enum.GetValues<FaultKind>().Where(kind => kind < FaultKind.AllWorkersKill), plan.Select(fault => fault.Kind).Distinct().Order());
        var shared = FaultPlan.Make(options with { Workers = 2, Journal = JournalKind.Postgres });
        Assert.Equal(Enum.GetValues<FaultKind>(), shared.Select(fault => fault.Kind).Distinct().Order());
    }

    /// <summary>Sentinels that stand for election in the same moment may elect nobody while the master is away; a run without a switch proves little, so another seed has its turn.</summary>
    private static async Task IsGoodAsync(ChaosOptions options)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await using var run = new ChaosRun(options with { Seed = options.Seed + attempt }, Note);
            var result = await run.RunAsync(Cancellation);

            Assert.True(result.Verdict.IsGood, Text(result.Verdict, run.Directory));
            Assert.True(result.Faults.Values.Sum() > 0, "no fault was done");
            await run.ForgetAsync();
            if (result.Verdict.Switches > 0)
            {
                return;
            }
        }

        Assert.Fail($"no master was switched in {Attempts} runs");
    }

    private static void Note(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    /// <summary>The first line says what was found, for whoever sees no more of a failure than that.</summary>
    private static string Text(Verdict verdict, string logs) => string.Join(
        Environment.NewLine, [$"{verdict.Findings.Count} findings: {string.Join("; ", verdict.Findings)}", "", .. VerdictTable.Markdown(verdict, []), $"Logs: {logs}"]);
}
