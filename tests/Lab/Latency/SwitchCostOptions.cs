namespace SentinelEvents.Lab;

/// <summary>What to measure with simulated sentinels.</summary>
internal sealed record SwitchCostOptions
{
    internal int Switches { get; init; } = 200;

    internal int Sentinels { get; init; } = 3;

    /// <summary>Between switches: what came before is recorded by then.</summary>
    internal TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>With a broker for the bus, in place of the one in memory.</summary>
    internal bool WithRabbit { get; init; }

    /// <summary>The worker's sentinel-events.dll, where it is not the one that was built with the lab.</summary>
    internal string? Program { get; init; }
}
