using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class SimulatedDeploymentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_OfAnObserver_AreAnsweredAsASentinelWould()
    {
        await using var deployment = new SimulatedDeployment(masters: 3, sentinels: 3);
        var port = deployment.Sentinels[0].Port;
        var masters = await AskAsync(port, "SENTINEL", "MASTERS");
        Assert.Equal(["m1", "m2", "m3"], masters.Items.Select(master => master.Fields()["name"]));
        Assert.Equal("10.0.1.1 6379", (await AskAsync(port, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "m2")).Text);
        Assert.Equal(2, (await AskAsync(port, "SENTINEL", "REPLICAS", "m2")).Items.Count);
        Assert.Equal(deployment.Sentinels.Skip(1).Select(other => other.Id), (await AskAsync(port, "SENTINEL", "SENTINELS", "m2")).Items.Select(other => other.Fields()["runid"]));
        Assert.StartsWith("OK 3 usable", (await AskAsync(port, "SENTINEL", "CKQUORUM", "m2")).Text, StringComparison.Ordinal);
        Assert.Contains("sentinel_masters:3", (await AskAsync(port, "INFO", "sentinel")).Text, StringComparison.Ordinal);
        Assert.Equal("PONG", (await AskAsync(port, "PING")).Text);
        Assert.IsType<RespReply.Error>(await AskAsync(port, "HELLO", "3"));
        Assert.IsType<RespReply.Error>(await AskAsync(port, "SENTINEL", "CKQUORUM", "m4"));
        Assert.Null((await AskAsync(port, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "m4")).Text);
    }

    [Fact]
    public async Task Switch_IsPublishedOnceByEachAndHeldByAll()
    {
        await using var deployment = new SimulatedDeployment(masters: 2, sentinels: 3);
        await using var heard = await BareSubscriber.StartAsync(deployment.Sentinels[1].Port, null, Cancellation);
        await deployment.SwitchAsync(1);
        await Eventually.BecomesAsync("the message", () => heard.Received.Count == 1 ? null : $"{heard.Received.Count}", TimeSpan.FromSeconds(10), cancellation: Cancellation);
        Assert.Equal(("+switch-master", "m2 10.0.1.1 6379 10.0.1.2 6379"), (heard.Received[0].Channel, heard.Received[0].Text));
        foreach (var sentinel in deployment.Sentinels)
        {
            var master = (await AskAsync(sentinel.Port, "SENTINEL", "MASTER", "m2")).Fields();
            Assert.Equal(("10.0.1.2", "2"), (master["ip"], master["config-epoch"]));
        }
    }

    [Fact]
    public async Task SetDown_IsPublishedByEachAndStandsInTheFlags()
    {
        await using var deployment = new SimulatedDeployment(masters: 1, sentinels: 3);
        await using var heard = await BareSubscriber.StartAsync(deployment.Sentinels[2].Port, null, Cancellation);
        foreach (var (down, flags) in new[] { (true, "s_down,slave"), (false, "slave") })
        {
            await deployment.SetDownAsync(0, "10.0.0.2", down);
            foreach (var sentinel in deployment.Sentinels)
            {
                Assert.Equal([flags, "slave"], (await AskAsync(sentinel.Port, "SENTINEL", "REPLICAS", "m1")).Items.Select(replica => replica.Fields()["flags"]));
            }
        }

        await Eventually.BecomesAsync("the messages", () => heard.Received.Count == 2 ? null : $"{heard.Received.Count}", TimeSpan.FromSeconds(10), cancellation: Cancellation);
        Assert.Equal(["+sdown", "-sdown"], heard.Received.Select(message => message.Channel));
        Assert.All(heard.Received, message => Assert.Equal("slave 10.0.0.2:6379 10.0.0.2 6379 @ m1 10.0.0.1 6379", message.Text));
    }

    private static Task<RespReply> AskAsync(int port, params IReadOnlyList<string> command) => RedisCommand.RunAsync(port, null, command, Cancellation);
}
