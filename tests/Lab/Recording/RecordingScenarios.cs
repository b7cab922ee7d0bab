using SentinelEvents.Worker.Events;

namespace SentinelEvents.Lab;

/// <summary>Everything that can be recorded.</summary>
internal static class RecordingScenarios
{
    public static IReadOnlyList<RecordingScenario> All { get; } =
    [
        new(
            "automatic",
            "The master is killed; the sentinels fail over; the old master comes back and becomes a replica.",
            new RedisDeploymentOptions(),
            AutomaticAsync),
        new(
            "manual",
            "SENTINEL FAILOVER is sent to one sentinel; the old master, which never stopped, becomes a replica some ten seconds later.",
            new RedisDeploymentOptions(),
            ManualAsync),
        new(
            "replica-lost",
            "A replica is killed and comes back. Nobody fails over.",
            new RedisDeploymentOptions(),
            ReplicaLostAsync),
        new(
            "sentinel-lost",
            "A sentinel is killed and comes back. Nobody fails over.",
            new RedisDeploymentOptions(),
            SentinelLostAsync),
        new(
            "no-promotable-replica",
            "Both replicas have priority 0. The master is killed; every attempt is given up; the master comes back.",
            new RedisDeploymentOptions { ReplicaPriorities = [0], FailoverTimeout = TimeSpan.FromSeconds(3) },
            NoPromotableReplicaAsync),
        new(
            "double-failover",
            "SENTINEL FAILOVER, and as soon as its end is announced the new master is killed: two switches in a row.",
            new RedisDeploymentOptions { FailoverTimeout = TimeSpan.FromSeconds(4) },
            DoubleFailoverAsync),
        new(
            "quorum-lost",
            "Two of the three sentinels are killed and come back: meanwhile no failover could be authorised.",
            new RedisDeploymentOptions(),
            QuorumLostAsync),
        new(
            "frozen-master",
            "The master is frozen; the sentinels fail over; thawed it is a second master until it becomes a replica.",
            new RedisDeploymentOptions(),
            FrozenMasterAsync),
        new(
            "frozen-briefly",
            "The master is frozen with replicas of priority 0 and thawed once it is held for down: it recovers without a failover.",
            new RedisDeploymentOptions { ReplicaPriorities = [0], FailoverTimeout = TimeSpan.FromSeconds(20) },
            FrozenBrieflyAsync),
        new(
            "reset-during-down",
            "The master is killed, and one sentinel is reset while it holds the master for down; the others fail over.",
            new RedisDeploymentOptions(),
            ResetDuringDownAsync),
        new(
            "returning-sentinel",
            "A sentinel is killed and misses a failover; back again it takes over the switch, half a minute late.",
            new RedisDeploymentOptions(),
            ReturningSentinelAsync),
        new(
            "frozen-sentinel",
            "A sentinel is frozen while the others fail over; thawed it enters TILT and announces the switch late.",
            new RedisDeploymentOptions(),
            FrozenSentinelAsync),
    ];

    private static async Task AutomaticAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.KillAsync(master).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
        await stage.PassAsync(10).ConfigureAwait(false);
        await stage.RestartAsync(master).ConfigureAwait(false);
    }

    private static async Task ManualAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.FailoverAsync(stage.Deployment.Sentinels[1]).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
    }

    private static async Task ReplicaLostAsync(RecordingStage stage)
    {
        var replica = await stage.ReplicaAsync().ConfigureAwait(false);
        await stage.KillAsync(replica).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.PlusSDown, 3).ConfigureAwait(false);
        await stage.PassAsync(8).ConfigureAwait(false);
        await stage.RestartAsync(replica).ConfigureAwait(false);
    }

    private static async Task SentinelLostAsync(RecordingStage stage)
    {
        var sentinel = stage.Deployment.Sentinels[2];
        await stage.KillAsync(sentinel).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.PlusSDown, 2).ConfigureAwait(false);
        await stage.PassAsync(10).ConfigureAwait(false);
        await stage.RestartAsync(sentinel).ConfigureAwait(false);
    }

    private static async Task NoPromotableReplicaAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.KillAsync(master).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.MinusFailoverAbortNoGoodSlave, 3).ConfigureAwait(false);
        await stage.PassAsync(3).ConfigureAwait(false);
        await stage.RestartAsync(master).ConfigureAwait(false);
    }

    private static async Task DoubleFailoverAsync(RecordingStage stage)
    {
        var first = await stage.MasterAsync().ConfigureAwait(false);
        await stage.FailoverAsync(stage.Deployment.Sentinels[0]).ConfigureAwait(false);
        var second = await stage.SwitchedFromAsync(first).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.PlusSwitchMaster, 3).ConfigureAwait(false);
        await stage.PassAsync(1).ConfigureAwait(false);
        await stage.KillAsync(second).ConfigureAwait(false);
        await stage.SwitchedFromAsync(second).ConfigureAwait(false);
        await stage.PassAsync(8).ConfigureAwait(false);
        await stage.RestartAsync(second).ConfigureAwait(false);
    }

    private static async Task QuorumLostAsync(RecordingStage stage)
    {
        await stage.KillAsync(stage.Deployment.Sentinels[0]).ConfigureAwait(false);
        await stage.KillAsync(stage.Deployment.Sentinels[1]).ConfigureAwait(false);
        await stage.PassAsync(20).ConfigureAwait(false);
        await stage.RestartAsync(stage.Deployment.Sentinels[0]).ConfigureAwait(false);
        await stage.RestartAsync(stage.Deployment.Sentinels[1]).ConfigureAwait(false);
    }

    private static async Task FrozenMasterAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.FreezeAsync(master).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
        await stage.PassAsync(6).ConfigureAwait(false);
        stage.Continue(master);
    }

    private static async Task FrozenBrieflyAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.FreezeAsync(master).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.PlusODown, 1).ConfigureAwait(false);
        await stage.PassAsync(1).ConfigureAwait(false);
        stage.Continue(master);
    }

    private static async Task ResetDuringDownAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.KillAsync(master).ConfigureAwait(false);
        await stage.HeardAsync(SentinelChannel.PlusSDown, 3).ConfigureAwait(false);
        await stage.ResetAsync(stage.Deployment.Sentinels[0]).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
        await stage.PassAsync(10).ConfigureAwait(false);
        await stage.RestartAsync(master).ConfigureAwait(false);
    }

    private static async Task ReturningSentinelAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        await stage.KillAsync(stage.Deployment.Sentinels[2]).ConfigureAwait(false);
        await stage.PassAsync(5).ConfigureAwait(false);
        await stage.KillAsync(master).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
        await stage.PassAsync(20).ConfigureAwait(false);
        await stage.RestartAsync(stage.Deployment.Sentinels[2]).ConfigureAwait(false);
        await stage.PassAsync(5).ConfigureAwait(false);
        await stage.RestartAsync(master).ConfigureAwait(false);
    }

    private static async Task FrozenSentinelAsync(RecordingStage stage)
    {
        var master = await stage.MasterAsync().ConfigureAwait(false);
        var sentinel = stage.Deployment.Sentinels[2];
        stage.Freeze(sentinel);
        await stage.PassAsync(0.5).ConfigureAwait(false);
        await stage.KillAsync(master).ConfigureAwait(false);
        await stage.SwitchedFromAsync(master).ConfigureAwait(false);
        // Soon enough that the connection to it was not given up: what it says late is heard.
        stage.Continue(sentinel);
        await stage.PassAsync(5).ConfigureAwait(false);
        await stage.RestartAsync(master).ConfigureAwait(false);
        await stage.PassAsync(30).ConfigureAwait(false);
    }
}
