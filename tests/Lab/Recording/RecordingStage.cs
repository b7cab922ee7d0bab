using SentinelEvents.Worker.Events;

namespace SentinelEvents.Lab;

/// <summary>What a scenario can do: act on the servers, which is noted in the recording, and wait for what the sentinels say.</summary>
internal sealed class RecordingStage(RedisDeployment deployment, Recorder recorder, CancellationToken cancellation)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public RedisDeployment Deployment { get; } = deployment;

    public Task<RedisNode> MasterAsync() => Deployment.CurrentMasterAsync(cancellation: cancellation);

    public async Task<RedisNode> ReplicaAsync()
    {
        var master = await MasterAsync().ConfigureAwait(false);
        return Deployment.Nodes.First(node => node != master && node.IsLive);
    }

    public Task<RedisNode> SwitchedFromAsync(RedisNode old) => Deployment.WaitForOtherMasterAsync(old, Deadline, cancellation);

    public Task HealthyAsync() => Deployment.WaitUntilHealthyAsync(Deadline, cancellation);

    public Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellation);

    public async Task KillAsync(RedisNode node)
    {
        recorder.Mark($"kill -9 of the {await RoleAsync(node).ConfigureAwait(false)} {At(node.Port)}");
        await RedisDeployment.StopNodeAsync(node).ConfigureAwait(false);
    }

    public async Task RestartAsync(RedisNode node)
    {
        recorder.Mark($"restart of the node {At(node.Port)}");
        await RedisDeployment.RestartNodeAsync(node, Deadline, cancellation).ConfigureAwait(false);
    }

    public async Task FreezeAsync(RedisNode node)
    {
        recorder.Mark($"SIGSTOP of the {await RoleAsync(node).ConfigureAwait(false)} {At(node.Port)}");
        RedisDeployment.FreezeNode(node);
    }

    public void Continue(RedisNode node)
    {
        recorder.Mark($"SIGCONT of the node {At(node.Port)}");
        RedisDeployment.ContinueNode(node);
    }

    public async Task KillAsync(SentinelNode sentinel)
    {
        recorder.Mark($"kill -9 of the sentinel {At(sentinel.Port)}");
        await RedisDeployment.StopSentinelAsync(sentinel).ConfigureAwait(false);
    }

    public async Task RestartAsync(SentinelNode sentinel)
    {
        recorder.Mark($"restart of the sentinel {At(sentinel.Port)}");
        await RedisDeployment.StartSentinelAsync(sentinel, Deadline, cancellation).ConfigureAwait(false);
    }

    public void Freeze(SentinelNode sentinel)
    {
        recorder.Mark($"SIGSTOP of the sentinel {At(sentinel.Port)}");
        RedisDeployment.FreezeSentinel(sentinel);
    }

    public void Continue(SentinelNode sentinel)
    {
        recorder.Mark($"SIGCONT of the sentinel {At(sentinel.Port)}");
        RedisDeployment.ContinueSentinel(sentinel);
    }

    public async Task FailoverAsync(SentinelNode by)
    {
        recorder.Mark($"SENTINEL FAILOVER on the sentinel {At(by.Port)}");
        await Deployment.FailoverAsync(by: by, cancellation: cancellation).ConfigureAwait(false);
    }

    public async Task ResetAsync(SentinelNode sentinel)
    {
        recorder.Mark($"SENTINEL RESET on the sentinel {At(sentinel.Port)}");
        await sentinel.RunAsync(["SENTINEL", "RESET", Deployment.AnyMaster], cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until so many messages of a type were heard since the last action.</summary>
    public Task HeardAsync(SentinelChannel channel, int copies) => Eventually.BecomesAsync(
        $"{channel}, {copies} times",
        () =>
        {
            var heard = recorder.Lines.Reverse().TakeWhile(line => line.Action is null)
                .Count(line => line.Observation is MessageHeard { Message: KnownMessage message } && message.Channel == channel);
            return heard >= copies ? null : $"{heard} times";
        },
        Deadline,
        cancellation: cancellation);

    private async Task<string> RoleAsync(RedisNode node) => await MasterAsync().ConfigureAwait(false) == node ? "master" : "replica";

    private static string At(int port) => FormattableString.Invariant($"127.0.0.1:{port}");
}
