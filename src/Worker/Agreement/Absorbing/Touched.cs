using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>What an observation may have changed, and so what is to be judged again.</summary>
/// <param name="Masters">Names of masters.</param>
/// <param name="Cluster">Whether something beyond masters changed: a sentinel, or our sight.</param>
internal readonly record struct Touched(ImmutableArray<string> Masters, bool Cluster)
{
    public static Touched Nothing { get; } = new([], false);

    public static Touched OnlyCluster { get; } = new([], true);

    public static Touched Master(string name) => new([name], false);
}
