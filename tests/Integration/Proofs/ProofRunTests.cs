using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Proofs;

/// <summary>Short runs of both proofs; the long ones are commands (docs/reliability.md).</summary>
public sealed class ProofRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_SixInTheMiddleOfFailovers_EverySwitchIsToldOnce()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var run = new KillsRun(new KillsOptions { Count = 6, Seed = 11, WithBroker = true }, Note);

        var result = await run.RunAsync(Cancellation);

        Assert.True(result.Verdict.IsGood, Text(result.Verdict, run.Directory));
        Assert.Equal(6, result.Kills);
        // A failover moves the master, and may move it once more; fewer switches than failovers would mean that the judge is blind.
        Assert.InRange(result.Verdict.Switches, result.Failovers, 2 * result.Failovers);
        await run.ForgetAsync();
    }

    [Fact]
    public async Task Chaos_FortySeconds_NothingIsLostDuplicatedOrUntrue()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        var options = new ChaosOptions { Length = TimeSpan.FromSeconds(40), Seed = 4, Masters = 1, Pace = TimeSpan.FromSeconds(3) };
        await using var run = new ChaosRun(options, Note);

        var result = await run.RunAsync(Cancellation);

        Assert.True(result.Verdict.IsGood, Text(result.Verdict, run.Directory));
        Assert.True(result.Faults.Values.Sum() > 0, "no fault was done");
        Assert.True(result.Verdict.Switches > 0, "no master was switched");
        await run.ForgetAsync();
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

    private static void Note(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    private static string Text(Verdict verdict, string logs) => string.Join(Environment.NewLine, [.. VerdictTable.Markdown(verdict, []), $"Logs: {logs}"]);
}
