using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Sentinels.Inspection;

/// <summary>A deployment without any password, for tests that take turns.</summary>
public sealed class OpenDeployment() : DeploymentFixture(
    new RedisDeploymentOptions { DownAfter = TimeSpan.FromSeconds(5), FailoverTimeout = TimeSpan.FromSeconds(5), ParallelSyncs = 2, Pace = SentinelPace.Quick });
