using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>What an observation may have changed, and so what is to be judged again.</summary>
/// <param name="Masters">Names of masters.</param>
/// <param name="Cluster">Whether something beyond masters changed: a sentinel, or our sight.</param>
internal readonly record struct Touched(ImmutableArray<string> Masters, bool Cluster)
{
    /// <summary>The name of the only master; null where it is none, or one of <see cref="Masters"/>. Nearly all observations touch one, which needs no list.</summary>
    public string? Master { get; private init; }

    public static Touched Nothing { get; } = new([], false);

    public static Touched OnlyCluster { get; } = new([], true);

    public static Touched Only(string master) => Nothing with { Master = master };
}
