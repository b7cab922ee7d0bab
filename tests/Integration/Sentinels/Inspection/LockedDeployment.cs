using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Sentinels.Inspection;

/// <summary>A deployment that asks everybody for a password, for tests that take turns.</summary>
public sealed class LockedDeployment() : DeploymentFixture(
    new RedisDeploymentOptions
    {
        ReplicasPerMaster = 1,
        DownAfter = TimeSpan.FromSeconds(5),
        FailoverTimeout = TimeSpan.FromSeconds(5),
        DataPassword = DataSecret,
        SentinelPassword = SentinelSecret,
        Pace = SentinelPace.Quick,
    })
{
    public const string DataSecret = "d4ta-Tr0ub4dor-and-3";
    public const string SentinelSecret = "s3ntinel-Tr0ub4dor-and-3";
}
