namespace SentinelEvents.Contracts;

/// <summary>How much more may break before a failover is impossible.</summary>
public sealed record HealthMargin
{
    /// <summary>So many more sentinels may die; negative: so many are missing already. Null where it cannot be told.</summary>
    public int? Sentinels { get; init; }

    /// <summary>So many more promotable replicas may die; -1: there is none. Null where it cannot be told.</summary>
    public int? Replicas { get; init; }

    /// <summary>Hosts and racks any one of which, by its death alone, would make a failover impossible. Empty also where hosts cannot be told apart (loopback).</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
