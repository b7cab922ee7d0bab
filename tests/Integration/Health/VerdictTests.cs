using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Health;

/// <summary>What a verdict is worth: the master is killed, and real sentinels do as was said, or not.</summary>
public sealed class VerdictTests
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Several times as long as a failover of these deployments takes.</summary>
    private static readonly TimeSpan NoFailover = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assess_ThenTheMasterIsKilled_TheSentinelsDoAsWasSaid()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        using var turns = new SemaphoreSlim(AtOnce);
        var outcomes = await Task.WhenAll(VerdictCase.All.Select(async one =>
        {
            await turns.WaitAsync(Cancellation);
            try
            {
                return await JudgeAsync(one);
            }
            catch (LabException failure)
            {
                return new Outcome(one, false, failure.Message);
            }
            finally
            {
                turns.Release();
            }
        }));
        foreach (var outcome in outcomes)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{outcome.Case.Expected,-9} {outcome.Case.Name}: {outcome.Text}");
        }

        Assert.Equal([], outcomes.Where(outcome => !outcome.Right).Select(outcome => $"{outcome.Case.Name}: {outcome.Text}"));
    }

    private static async Task<Outcome> JudgeAsync(VerdictCase one)
    {
        await using var deployment = await RedisDeployment.StartAsync(one.Options, Patience, Cancellation);
        if (one.BreakAsync is { } breakAsync)
        {
            await breakAsync(deployment, Cancellation);
        }

        var cluster = new ClusterOptions
        {
            Name = "lab",
            Sentinels = deployment.SentinelAddresses,
            DataNodes = new DataNodesOptions { Password = one.Options.DataPassword },
        };
        MasterHealth? health = null;
        await Eventually.BecomesAsync(
            $"the verdict {one.Expected} for {one.Name}",
            async token =>
            {
                health = Assessment.Of(await new DeploymentInspector(TimeProvider.System).InspectAsync(cluster, TimeSpan.FromSeconds(5), null, token)).Masters.SingleOrDefault();
                return health?.Verdict == one.Expected ? null : $"{health?.Verdict} because {string.Join("; ", health?.Reasons ?? [])}";
            },
            Patience,
            cancellation: Cancellation);
        var master = deployment.NodeAt(health!.Address!.Value.Port);
        await RedisDeployment.StopNodeAsync(master);
        var time = TimeProvider.System;
        var killed = time.GetTimestamp();
        var expected = one.Expected != HealthVerdict.WouldFail;
        var switched = await SwitchesAsync(deployment, master, expected ? Patience : NoFailover);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(switched ? "failed over" : "no failover")} within {time.GetElapsedTime(killed).TotalSeconds:0.0} s; it was said: {string.Join("; ", health.Reasons)}");
        return new Outcome(one, switched == expected, text);
    }

    private static async Task<bool> SwitchesAsync(RedisDeployment deployment, RedisNode old, TimeSpan limit)
    {
        try
        {
            await Eventually.BecomesAsync(
                "a sentinel names another master",
                async token =>
                {
                    foreach (var sentinel in deployment.Sentinels.Where(sentinel => sentinel.IsLive))
                    {
                        var answer = await sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", old.MasterName], token);
                        if (answer.Items.Count == 2 && answer.Items[1].Text != old.Port.ToString(CultureInfo.InvariantCulture))
                        {
                            return null;
                        }
                    }

                    return "the old one";
                },
                limit,
                cancellation: Cancellation);
            return true;
        }
        catch (LabException)
        {
            return false;
        }
    }

    private sealed record Outcome(VerdictCase Case, bool Right, string Text);
}
