using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Integration.Health;

/// <summary>What the lint rules are worth: real servers are brought into every state that they are meant to find, and out of it again, by the cure where that is a command.</summary>
public sealed class LintRulesTests
{
    /// <summary>How long a deployment may take to be in a state, and out of it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>For so long what is found must stay as it is: what one fault entails shows later than the fault.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(700);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_EveryFaultThatRealServersCanHave_FindsItAloneAndItsCureHelps()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var failures = await Task.WhenAll(RuleLane.All.Select(TryLaneAsync));
        Assert.True(failures.All(some => some.Count == 0), string.Join(Environment.NewLine, failures.SelectMany(some => some)));
    }

    [Fact]
    public void Rules_All_AreTriedOnRealServersOrExcusedWithAReason()
    {
        var tried = RuleCase.All.SelectMany(one => one.Expected).Concat(RuleLane.All.SelectMany(lane => lane.Standing)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(LintRules.All.Select(rule => rule.Text.Id), tried.Concat(RuleCase.Excused.Keys).Order(StringComparer.Ordinal));
        Assert.All(RuleCase.Excused.Values, reason => Assert.True(reason.Length > 20, reason));
        Assert.Equal(RuleCase.All.Count, RuleCase.All.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<IReadOnlyList<string>> TryLaneAsync(RuleLane lane)
    {
        List<string> failures = [];
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        await using var stage = await RuleStage.StartAsync(lane, Patience, Cancellation);
        try
        {
            await BecomesAsync(stage, "the start", [], "", TimeSpan.Zero);
            var (_, standing) = await stage.LookAsync(Cancellation);
            Assert.Equal(lane.Standing, standing.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal));
            Assert.All(standing, finding => Assert.Equal(Severity.Info, finding.Severity));
            Assert.All(standing, IsSane);
            Note($"{Seconds(started)} {lane.Name} is ready");
            foreach (var one in RuleCase.All.Where(one => one.Lane == lane))
            {
                var begun = time.GetTimestamp();
                try
                {
                    await TryAsync(stage, one);
                }
                finally
                {
                    Note($"{Seconds(started)} {Seconds(begun)} {string.Join(", ", one.Expected)} {one.Name}");
                }
            }
        }
        catch (Exception failure) when (failure is LabException or Xunit.Sdk.XunitException)
        {
            // The next case would find what this one left; the other lanes go on.
            failures.Add(failure.Message);
        }

        return failures;

        string Seconds(long since) => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(since).TotalSeconds,5:0.0} s");
    }

    private static async Task TryAsync(RuleStage stage, RuleCase one)
    {
        await stage.FindMasterAsync();
        await one.BreakAsync(stage);
        var findings = await BecomesAsync(stage, one.Name, one.Expected, one.Says, one.IsFleeting ? TimeSpan.Zero : Steady);
        Assert.All(findings, IsSane);
        if (one.CureHelps)
        {
            var commands = findings.SelectMany(finding => CureText.Commands(finding.Cure, stage.Deployment.Options.DataPassword ?? one.Password)).ToList();
            Assert.True(commands.Count > 0, $"{one.Name}: no command in {findings[0].Cure}");
            foreach (var (port, command) in commands)
            {
                var reply = await stage.RunAtAsync(port, command);
                Assert.False(reply is RespReply.Error, $"{one.Name}: {string.Join(' ', command)} was answered {reply}");
            }

            await BecomesAsync(stage, $"the cure of {one.Name}", [], "", TimeSpan.Zero);
        }

        await (one.UndoAsync?.Invoke(stage) ?? Task.CompletedTask);
        await stage.LeaveAsync();
        await BecomesAsync(stage, $"the end of {one.Name}", [], "", TimeSpan.Zero);
        await stage.Deployment.WaitUntilHealthyAsync(Patience, Cancellation);
    }

    private static async Task<IReadOnlyList<HealthFinding>> BecomesAsync(RuleStage stage, string what, IReadOnlyList<string> expected, string says, TimeSpan steady)
    {
        var time = TimeProvider.System;
        IReadOnlyList<HealthFinding> findings = [];
        long? since = null;
        await Eventually.BecomesAsync(
            $"{what}: {(expected.Count == 0 ? "nothing" : $"{string.Join(", ", expected)}, saying \"{says}\"")}",
            async token =>
            {
                (findings, _) = await stage.LookAsync(token);
                if (!findings.Select(finding => finding.Rule).SequenceEqual(expected, StringComparer.Ordinal)
                    || findings.Any(finding => !(finding.Evidence + finding.Cure).Contains(says, StringComparison.Ordinal)))
                {
                    since = null;
                    return findings.Count == 0 ? "nothing" : string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Rule} {finding.Severity} {finding.Subject}: {finding.Evidence}"));
                }

                since ??= time.GetTimestamp();
                return time.GetElapsedTime(since.Value) >= steady ? null : "that, but not for long enough";
            },
            Patience,
            cancellation: Cancellation);
        return findings;
    }

    private static void IsSane(HealthFinding finding)
    {
        Assert.Equal("lab", finding.Cluster);
        Assert.NotEmpty(finding.Subject);
        Assert.NotEmpty(finding.Evidence);
        Assert.DoesNotContain("<>", finding.Cure, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Cure);
    }

    private static void Note(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
