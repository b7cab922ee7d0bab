namespace SentinelEvents.Worker.Sentinels;

/// <summary>What is not worth a configuration key.</summary>
public sealed record SentinelWatchSettings
{
    /// <summary>How many observations may wait to be taken. A storm of 2,000 masters on 5 sentinels is 114,000 messages within seconds; each takes some 60 bytes here, and its text once for all copies.</summary>
    public int QueueCapacity { get; init; } = 262_144;

    /// <summary>
    /// While more observations than this wait to be taken, no snapshots are added: one of 500 masters is some 0.5 to 1 MB, and an hour without a
    /// journal would be gigabytes of them. One is taken as soon as the backlog is gone.
    /// </summary>
    public int BacklogLimit { get; init; } = 1_024;

    /// <summary>How many data nodes are asked for their role at a time.</summary>
    public int RoleQuestions { get; init; } = 16;

    /// <summary>How many old masters are asked at a time. Those of a host that is gone take their whole time to give no answer, so they have places of their own.</summary>
    public int OldMasterQuestions { get; init; } = 64;

    /// <summary>
    /// How long questions to data nodes wait. They are asked when a switch has just been committed, and each makes connections: on a small machine that delays whoever is being told of the switch,
    /// while nobody waits for the answer.
    /// </summary>
    public TimeSpan AfterTelling { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Seed of the jitter; null takes one that differs between processes.</summary>
    public int? Seed { get; init; }
}
