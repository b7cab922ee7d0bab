using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Makes the sentinels fail over.</summary>
internal static class Failover
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>By command, or by kill -9 of the master, which is started again once it was replaced.</summary>
    public static async Task MakeAsync(RedisDeployment deployment, bool planned, CancellationToken cancellation)
    {
        await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: cancellation);
        var old = await BeginAsync(deployment, planned, cancellation);
        await EndAsync(deployment, old, cancellation);
    }

    /// <summary>Begins one; the master that is to be replaced.</summary>
    public static async Task<RedisNode> BeginAsync(RedisDeployment deployment, bool planned, CancellationToken cancellation)
    {
        var old = await deployment.CurrentMasterAsync(cancellation: cancellation);
        if (planned)
        {
            await deployment.FailoverAsync(cancellation: cancellation);
        }
        else
        {
            await RedisDeployment.StopNodeAsync(old);
        }

        return old;
    }

    /// <summary>Waits until the master is replaced, and starts the old one again where it was stopped.</summary>
    public static async Task EndAsync(RedisDeployment deployment, RedisNode old, CancellationToken cancellation)
    {
        await deployment.WaitForOtherMasterAsync(old, Patience, cancellation);
        if (!old.IsLive)
        {
            await RedisDeployment.RestartNodeAsync(old, Patience, cancellation);
        }
    }
}
