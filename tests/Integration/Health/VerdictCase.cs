using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Health;

/// <summary>A deployment, what is done to it, and what is to be said of it then.</summary>
/// <param name="Name">In words.</param>
/// <param name="Expected">The verdict.</param>
/// <param name="Options">What the deployment looks like.</param>
/// <param name="BreakAsync">What is done to it; null: nothing.</param>
internal sealed record VerdictCase(string Name, HealthVerdict Expected, RedisDeploymentOptions Options, Func<RedisDeployment, CancellationToken, Task>? BreakAsync = null)
{
    private static readonly RedisDeploymentOptions Usual = new()
    {
        DownAfter = TimeSpan.FromSeconds(1),
        FailoverTimeout = TimeSpan.FromSeconds(3),
        Pace = SentinelPace.Quick,
    };

    public static IReadOnlyList<VerdictCase> All { get; } =
    [
        new("three sentinels, two replicas", HealthVerdict.Ready, Usual),
        new("three sentinels, one replica", HealthVerdict.Ready, Usual with { ReplicasPerMaster = 1 }),
        new("quorum 1 of three", HealthVerdict.Ready, Usual with { Quorum = 1 }),
        new("one sentinel with a quorum that cannot be had", HealthVerdict.AtRisk, Usual, (deployment, cancellation) =>
            SetAsync(deployment.Sentinels.Take(1), ["quorum", "5"], cancellation)),
        new("one sentinel dead of three", HealthVerdict.AtRisk, Usual, (deployment, _) => StopAsync(deployment.Sentinels.Take(1))),
        new("two sentinels dead of five", HealthVerdict.AtRisk, Usual with { Sentinels = 5, Quorum = 3 }, (deployment, _) => StopAsync(deployment.Sentinels.Take(2))),
        new("one sentinel only", HealthVerdict.AtRisk, Usual with { Sentinels = 1, Quorum = 1 }),
        new("two sentinels dead of three", HealthVerdict.WouldFail, Usual, (deployment, _) => StopAsync(deployment.Sentinels.Take(2))),
        new("two sentinels dead of four", HealthVerdict.WouldFail, Usual with { Sentinels = 4 }, (deployment, _) => StopAsync(deployment.Sentinels.Take(2))),
        new("a quorum above the number of sentinels", HealthVerdict.WouldFail, Usual, (deployment, cancellation) =>
            SetAsync(deployment.Sentinels, ["quorum", "4"], cancellation)),
        new("monitored by one of three", HealthVerdict.WouldFail, Usual, RemoveFromTwoAsync),
        new("no replica", HealthVerdict.WouldFail, Usual with { ReplicasPerMaster = 0 }),
        new("priority 0 everywhere", HealthVerdict.WouldFail, Usual with { ReplicaPriorities = [0] }),
        new("the only replica dead", HealthVerdict.WouldFail, Usual with { ReplicasPerMaster = 1 }, (deployment, _) => RedisDeployment.StopNodeAsync(deployment.Nodes[1])),
        new("sentinels with a wrong password for the nodes", HealthVerdict.WouldFail, Usual with { DataPassword = "data-word" }, LockOutAsync),
        new("all sentinels in TILT", HealthVerdict.WouldFail, Usual, (deployment, cancellation) =>
            Task.WhenAll(deployment.Sentinels.Select(sentinel => RunAsync(sentinel, ["SENTINEL", "DEBUG", "TILT-TRIGGER", "20"], cancellation)))),
    ];

    private static Task SetAsync(IEnumerable<SentinelNode> sentinels, IReadOnlyList<string> setting, CancellationToken cancellation) =>
        Task.WhenAll(sentinels.Select(sentinel => RunAsync(sentinel, ["SENTINEL", "SET", "mymaster", .. setting], cancellation)));

    private static Task StopAsync(IEnumerable<SentinelNode> sentinels) => Task.WhenAll(sentinels.Select(RedisDeployment.StopSentinelAsync));

    private static Task RemoveFromTwoAsync(RedisDeployment deployment, CancellationToken cancellation) =>
        Task.WhenAll(deployment.Sentinels.Skip(1).Select(sentinel => RunAsync(sentinel, ["SENTINEL", "REMOVE", "mymaster"], cancellation)));

    private static async Task LockOutAsync(RedisDeployment deployment, CancellationToken cancellation)
    {
        await SetAsync(deployment.Sentinels, ["auth-pass", "another-word"], cancellation);

        // What is connected already is not asked again.
        foreach (var node in deployment.Nodes)
        {
            Assert.IsNotType<RespReply.Error>(await node.RunAsync(["CLIENT", "KILL", "TYPE", "normal"], cancellation));
            Assert.IsNotType<RespReply.Error>(await node.RunAsync(["CLIENT", "KILL", "TYPE", "pubsub"], cancellation));
        }
    }

    private static async Task RunAsync(SentinelNode sentinel, IReadOnlyList<string> command, CancellationToken cancellation) =>
        Assert.IsNotType<RespReply.Error>(await sentinel.RunAsync(command, cancellation));
}
