using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>A deployment that fails over often: sentinels that start a failover start no other for two failover-timeouts.</summary>
public sealed class BusyDeploymentFixture() : DeploymentFixture(
    new RedisDeploymentOptions { DownAfter = TimeSpan.FromMilliseconds(1500), FailoverTimeout = TimeSpan.FromSeconds(4), ParallelSyncs = 2, Pace = SentinelPace.Quick });
