using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class SightCommandTests(DeploymentFixture deployments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sight_ServiceStoppedThenKilledAndASentinelDown_ShowsEachIntervalWithItsReason()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAloneAsync(deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            Assert.Empty((await ReadAsync(service)).Intervals);
            Assert.Contains("Every sentinel", (await service.Worker.RunAsync(Patience, "sight")).Text, StringComparison.Ordinal);

            await service.StopAsync();
            await service.Worker.StartAgainAsync();
            await service.UntilFollowingAsync(3, Cancellation);

            var down = deployment.Sentinels[2];
            await RedisDeployment.StopSentinelAsync(down);
            await Eventually.BecomesAsync(
                "one is not heard", async _ => (await ReadAsync(service)).Intervals.Count(interval => interval.To is null) is var count && count == 1 ? null : $"{count}", Patience, cancellation: Cancellation);
            var text = await service.Worker.RunAsync(Patience, "sight");
            Assert.Contains("not heard", text.Text, StringComparison.Ordinal);
            Assert.Contains($"local/127.0.0.1:{down.Port}", text.Text, StringComparison.Ordinal);

            await service.Worker.KillAsync();
            await RedisDeployment.StartSentinelAsync(down, Patience, Cancellation);
            var back = TimeProvider.System.GetUtcNow();
            await service.Worker.StartAgainAsync();
            await service.UntilFollowingAsync(3, Cancellation);
            var read = await ReadAsync(service);
            await Eventually.BecomesAsync(
                "all ended", async _ => (read = await ReadAsync(service)).Intervals.All(interval => interval.To is not null) && read.Intervals.Count == 6 ? null : string.Join(Environment.NewLine, read.Intervals), Patience, cancellation: Cancellation);

            // Stopped: all three. Down: one, until after the kill. Killed: the two others.
            Assert.Equal(3, read.Intervals.Count(interval => interval.Reason == "the service stopped"));
            var lost = Assert.Single(read.Intervals, interval => interval.Reason.Contains("connection", StringComparison.Ordinal));
            Assert.EndsWith($":{down.Port}", lost.Address, StringComparison.Ordinal);
            Assert.True(lost.To > back, $"{lost}");
            var killed = read.Intervals.Where(interval => interval.Reason.Contains("did not run", StringComparison.Ordinal)).ToList();
            Assert.Equal(2, killed.Count);
            Assert.All(killed, interval => Assert.False(interval.Sentinel == lost.Sentinel || interval.To <= back, $"{interval}"));
            Assert.All(read.Intervals, interval => Assert.True(interval.From <= interval.NoticedAt && interval.NoticedAt <= interval.To, $"{interval}"));
            Assert.Equal(3, read.Sums.Count);
            Assert.All(read.Sums, sum =>
            {
                var blind = read.Intervals.Where(interval => interval.Sentinel == sum.Sentinel).Sum(interval => (interval.To! - interval.From).Value.TotalSeconds);
                Assert.Equal(2, sum.Times);
                Assert.Equal(blind, sum.Seconds, 0.01);
            });

            Assert.Equal(3, (await ReadAsync(service, "--since", back.ToString("O"))).Intervals.Count);
            Assert.Empty((await ReadAsync(service, "--cluster", "other")).Intervals);
            var mistaken = await service.Worker.RunAsync(Patience, "sight", "--since", "yesterday-ish");
            Assert.Equal((2, true), (mistaken.ExitCode, mistaken.Text.Contains("is no time", StringComparison.Ordinal)));
            await service.StopAsync();
        });
    }

    private static async Task<Reading> ReadAsync(RunningService service, params IReadOnlyList<string> arguments)
    {
        var command = await service.Worker.RunAsync(Patience, ["sight", "--format", "json", .. arguments]);
        Assert.True(command.ExitCode == 0, command.Text);
        var json = JsonNode.Parse(command.Text)!;
        return new Reading(
            [
                .. json["intervals"]!.AsArray().Select(entry => new Interval(
                    entry!["sentinel"]!.GetValue<string>(),
                    entry["address"]!.GetValue<string>(),
                    entry["from"]!.GetValue<DateTimeOffset>(),
                    entry["noticedAt"]!.GetValue<DateTimeOffset>(),
                    entry["to"]?.GetValue<DateTimeOffset>(),
                    entry["reason"]!.GetValue<string>())),
            ],
            [.. json["sentinels"]!.AsArray().Select(entry => new Sum(entry!["sentinel"]!.GetValue<string>(), entry["intervals"]!.GetValue<int>(), entry["seconds"]!.GetValue<double>()))]);
    }

    private sealed record Reading(IReadOnlyList<Interval> Intervals, IReadOnlyList<Sum> Sums);

    private sealed record Interval(string Sentinel, string Address, DateTimeOffset From, DateTimeOffset NoticedAt, DateTimeOffset? To, string Reason);

    private sealed record Sum(string Sentinel, int Times, double Seconds);
}
