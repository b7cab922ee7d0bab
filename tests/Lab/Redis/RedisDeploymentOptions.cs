namespace SentinelEvents.Lab;

/// <summary>What a deployment looks like.</summary>
public sealed record RedisDeploymentOptions
{
    /// <summary>One master is called <c>mymaster</c>, several <c>m1</c>, <c>m2</c> ...</summary>
    public int Masters { get; init; } = 1;

    public int ReplicasPerMaster { get; init; } = 2;

    public int Sentinels { get; init; } = 3;

    public int Quorum { get; init; } = 2;

    public TimeSpan DownAfter { get; init; } = TimeSpan.FromMilliseconds(1500);

    public TimeSpan FailoverTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int ParallelSyncs { get; init; } = 1;

    /// <summary>What the data nodes ask for; null: nothing.</summary>
    public string? DataPassword { get; init; }

    /// <summary>What the sentinels ask of the default user; null: nothing.</summary>
    public string? SentinelPassword { get; init; }

    /// <summary>An observer with the least rights, beside the default user.</summary>
    public SentinelUser? SentinelUser { get; init; }

    /// <summary>Priorities of a master's replicas in their order, repeated as needed; 0: never promoted. The first master of each has 100.</summary>
    public IReadOnlyList<int> ReplicaPriorities { get; init; } = [100];

    public SentinelPace Pace { get; init; } = SentinelPace.AsShipped;

    public HostNames HostNames { get; init; } = HostNames.Addresses;

    /// <summary>
    /// Every sentinel announces the port of a proxy in front of it, so that the other sentinels and every observer reach it through that
    /// proxy and a partition is a mode of it. Without root there is no other way to part two processes on one machine: an observer that was
    /// merely configured with proxies would follow the sentinels' own addresses, which it hears of from the other sentinels.
    /// </summary>
    public bool SentinelsBehindProxies { get; init; }

    /// <summary>Null: none.</summary>
    public RedisTls? Tls { get; init; }

    /// <summary>More lines for the configuration of every sentinel.</summary>
    public IReadOnlyList<string> SentinelSettings { get; init; } = [];

    /// <summary>The notification-script of the sentinel at a port; null: none has one.</summary>
    public Func<int, string>? NotificationScript { get; init; }

    internal IReadOnlyList<string> MasterNames => Masters == 1 ? ["mymaster"] : [.. Enumerable.Range(1, Masters).Select(number => $"m{number}")];
}
