using System.Globalization;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class RedisDeploymentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StopNode_OfTheMaster_IsHeardFromAllSentinelsAndTheOldMasterReturnsAsReplica()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var options = new RedisDeploymentOptions
        {
            DataPassword = "data-word",
            SentinelPassword = "sentinel-word",
            SentinelUser = new SentinelUser("observer", "observer-word"),
            DownAfter = TimeSpan.FromMilliseconds(1500),
        };
        await using var deployment = await RedisDeployment.StartAsync(options, Patience, Cancellation);
        var subscribers = await Task.WhenAll(deployment.Sentinels.Select(sentinel => sentinel.SubscribeAsync(Cancellation)));
        try
        {
            var old = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            await RedisDeployment.StopNodeAsync(old);
            var promoted = await deployment.WaitForOtherMasterAsync(old, Patience, Cancellation);

            var payload = string.Create(CultureInfo.InvariantCulture, $"mymaster 127.0.0.1 {old.Port} 127.0.0.1 {promoted.Port}");
            foreach (var subscriber in subscribers)
            {
                await subscriber.WaitForAsync("+switch-master", message => message.Channel == "+switch-master" && message.Text == payload, Patience, Cancellation);
            }

            foreach (var sentinel in deployment.Sentinels)
            {
                await Eventually.BecomesAsync(
                    "the switch in the sentinel's log",
                    () => SentinelLog.Switches(sentinel.LogFile) is [{ Master: "mymaster" } only] && (only.OldPort, only.NewPort) == (old.Port, promoted.Port) ? null : "none",
                    Patience,
                    cancellation: Cancellation);
            }

            await RedisDeployment.RestartNodeAsync(old, Patience, Cancellation);
            await deployment.WaitUntilHealthyAsync(Patience, Cancellation);
            Assert.Equal(promoted.Port, (await deployment.CurrentMasterAsync(cancellation: Cancellation)).Port);
        }
        finally
        {
            foreach (var subscriber in subscribers)
            {
                await subscriber.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task FailoverAsync_WithOneSentinelFrozenAndOneStopped_StillLeadsToHealth()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var options = new RedisDeploymentOptions
        {
            Masters = 2,
            ReplicasPerMaster = 1,
            DownAfter = TimeSpan.FromSeconds(2),
            HostNames = HostNames.Announced,
        };
        await using var deployment = await RedisDeployment.StartAsync(options, Patience, Cancellation);
        var old = await deployment.CurrentMasterAsync("m2", Cancellation);
        RedisDeployment.FreezeSentinel(deployment.Sentinels[1]);
        await RedisDeployment.StopSentinelAsync(deployment.Sentinels[2]);

        await deployment.FailoverAsync("m2", deployment.Sentinels[0], Cancellation);
        var promoted = await deployment.WaitForOtherMasterAsync(old, Patience, Cancellation);
        RedisDeployment.ContinueSentinel(deployment.Sentinels[1]);
        await RedisDeployment.StartSentinelAsync(deployment.Sentinels[2], Patience, Cancellation);
        await deployment.WaitUntilHealthyAsync(Patience, Cancellation);

        Assert.Equal("m2", promoted.MasterName);
        Assert.All(deployment.Sentinels, sentinel => Assert.True(sentinel.IsLive));
    }

    [Fact]
    public async Task WaitUntilHealthyAsync_WhileTheMasterIsGone_SaysWhatWasSeen()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var options = new RedisDeploymentOptions { ReplicasPerMaster = 0, Sentinels = 1, Quorum = 1 };
        await using var deployment = await RedisDeployment.StartAsync(options, Patience, Cancellation);
        var only = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        await RedisDeployment.StopNodeAsync(only);

        var failure = await Assert.ThrowsAsync<LabException>(() => deployment.WaitUntilHealthyAsync(TimeSpan.FromSeconds(1), Cancellation));

        Assert.Contains("a healthy deployment", failure.Message, StringComparison.Ordinal);
        Assert.Contains("mymaster", failure.Message, StringComparison.Ordinal);
        Assert.Contains("sentinel.log", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_WithoutUsableConfiguration_FailsAtOnceWithTheServersOwnWords()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var options = new RedisDeploymentOptions { Sentinels = 1, ReplicasPerMaster = 0, Quorum = 0 };

        var failure = await Assert.ThrowsAsync<LabException>(() => RedisDeployment.StartAsync(options, Patience, Cancellation));

        Assert.Contains("Quorum must be 1 or greater", failure.Message, StringComparison.Ordinal);
    }
}
