namespace SentinelEvents.Worker.Sentinels;

/// <summary>What is not worth a configuration key.</summary>
public sealed record SentinelWatchSettings
{
    /// <summary>How many observations may wait to be taken. A storm of 500 masters is some 21 000 messages.</summary>
    public int QueueCapacity { get; init; } = 65_536;

    /// <summary>How many data nodes are asked for their role at a time.</summary>
    public int RoleQuestions { get; init; } = 16;

    /// <summary>Seed of the jitter; null takes one that differs between processes.</summary>
    public int? Seed { get; init; }
}
