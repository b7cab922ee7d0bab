namespace SentinelEvents.Lab;

/// <summary>What the <c>latency</c> command measures.</summary>
internal sealed record LatencyOptions
{
    /// <summary>By command and by kill -9 in turn.</summary>
    internal int Failovers { get; init; } = 30;

    /// <summary>Whether the bus is a broker, or in memory.</summary>
    internal bool WithRabbit { get; init; } = true;

    /// <summary>For how many of the last failovers a monitoring runs beside it.</summary>
    internal int Monitored { get; init; }

    /// <summary>The worker's program; null: the one that was built beside the lab.</summary>
    internal string? Program { get; init; }
}
