using System.Collections.Frozen;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>What is imagined to be dead, beside the master.</summary>
/// <param name="Sentinels">By id.</param>
/// <param name="Replicas">By canonical address.</param>
internal sealed record Losses(IReadOnlySet<string> Sentinels, IReadOnlySet<HostAddress> Replicas)
{
    public static Losses None { get; } = new(FrozenSet<string>.Empty, FrozenSet<HostAddress>.Empty);
}
