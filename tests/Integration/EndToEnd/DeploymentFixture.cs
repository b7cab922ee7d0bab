using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>One deployment for tests that run after each other; each finds it able to fail over, whatever the one before stopped.</summary>
public class DeploymentFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lazy<Task<RedisDeployment>> deployment;

    public DeploymentFixture()
        : this(new RedisDeploymentOptions { DownAfter = TimeSpan.FromSeconds(2), FailoverTimeout = TimeSpan.FromSeconds(5), ParallelSyncs = 2, Pace = SentinelPace.Quick })
    {
    }

    protected DeploymentFixture(RedisDeploymentOptions options) => deployment = new(() => RedisDeployment.StartAsync(options, Patience));

    public async Task<RedisDeployment> GetAsync(CancellationToken cancellation)
    {
        var started = await deployment.Value;
        foreach (var node in started.Nodes.Where(node => !node.IsLive))
        {
            await RedisDeployment.RestartNodeAsync(node, Patience, cancellation);
        }

        foreach (var sentinel in started.Sentinels.Where(sentinel => !sentinel.IsLive))
        {
            await RedisDeployment.StartSentinelAsync(sentinel, Patience, cancellation);
        }

        await started.WaitUntilReadyToFailOverAsync(Patience, cancellation: cancellation);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (deployment.IsValueCreated && deployment.Value.IsCompletedSuccessfully)
        {
            await (await deployment.Value).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
