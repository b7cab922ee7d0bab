using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>What somebody did to the sentinels while the service was stopped is found at its start by comparing with the journal.</summary>
public sealed class RepairTests(RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_AfterSetResetAndRemonitorWhileStopped_TellsEachOnceAsReconciled()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("changed-meanwhile", rabbit, Cancellation);
        await using var deployment = await RedisDeployment.StartAsync(new RedisDeploymentOptions(), Patience, Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            // An epoch above the first, and a role that has stood for a while, are what the changes are told by.
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.Worker.WaitUntilAsync("the role has stood for longer than uptimes are coarse", RoleHasStoodAsync, Patience, Cancellation);
            await service.StopAsync();

            foreach (var sentinel in deployment.Sentinels)
            {
                await OkAsync(sentinel, "SENTINEL", "SET", "mymaster", "failover-timeout", "11000");
            }

            await ResetAsync(deployment.Sentinels[0]);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.Worker.StartAgainAsync();
            await receivers.WaitForAsync(EventKind.MonitoringChanged, 2, Patience, Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();

            var told = receivers.OnBus.OfType<MonitoringChanged>().ToList();
            var set = Assert.Single(told, change => change.Change == MonitoringChange.SettingChanged);
            Assert.Equal(("failover-timeout", "10000", "11000", true), (set.Setting, set.OldValue, set.NewValue, set.Reconciled));
            var reset = Assert.Single(told, change => change.Change == MonitoringChange.Reset);
            Assert.Equal((await IdAsync(deployment.Sentinels[0]), true), (reset.Sentinel, reset.Reconciled));
            Assert.Equal(2, told.Count);

            await RemonitorAsync();
            await service.Worker.StartAgainAsync();
            // With the settings that MONITOR begins with.
            await receivers.WaitForAsync(EventKind.MonitoringChanged, 5, Patience, Cancellation);
            await service.UntilFollowingAsync(3, Cancellation);
            await service.StopAsync();

            var remonitored = Assert.Single(receivers.OnBus.OfType<MonitoringChanged>(), change => change.Change == MonitoringChange.Remonitored);
            Assert.Equal((1, true), (remonitored.Generation, remonitored.Reconciled));
            Announced.AlikeToAll(receivers);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", receivers.OnBus.Select(e => e is MonitoringChanged change ? $"{e.Kind} {change.Change}" : $"{e.Kind}")));
        });

        static Task ResetAsync(SentinelNode sentinel) => sentinel.RunAsync(["SENTINEL", "RESET", "mymaster"], Cancellation);

        // Epochs begin again: the same master, as if its sentinels had lost their configuration.
        async Task RemonitorAsync()
        {
            var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            foreach (var sentinel in deployment.Sentinels)
            {
                await OkAsync(sentinel, "SENTINEL", "REMOVE", "mymaster");
            }

            foreach (var sentinel in deployment.Sentinels)
            {
                await OkAsync(sentinel, "SENTINEL", "MONITOR", "mymaster", "127.0.0.1", master.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "2");
            }
        }

        async Task<string?> RoleHasStoodAsync(CancellationToken cancellation)
        {
            foreach (var sentinel in deployment.Sentinels)
            {
                var fields = (await sentinel.RunAsync(["SENTINEL", "MASTER", "mymaster"], cancellation)).Items;
                var at = fields.Select(field => field.Text).ToList().IndexOf("role-reported-time");
                if (long.Parse(fields[at + 1].Text!, System.Globalization.CultureInfo.InvariantCulture) < 6000)
                {
                    return $"sentinel {sentinel.Port}: {fields[at + 1].Text} ms";
                }
            }

            return null;
        }
    }

    private static async Task OkAsync(SentinelNode sentinel, params string[] command)
    {
        var reply = await sentinel.RunAsync(command, Cancellation);
        Assert.False(reply is RespReply.Error, $"{string.Join(' ', command)} on {sentinel.Port}: {(reply as RespReply.Error)?.Message}");
    }

    private static async Task<string> IdAsync(SentinelNode sentinel) => (await sentinel.RunAsync(["SENTINEL", "MYID"], Cancellation)).Text!;
}
