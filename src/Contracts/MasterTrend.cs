namespace SentinelEvents.Contracts;

/// <summary>How available one master was in the steps of a report's trends.</summary>
public sealed record MasterTrend
{
    /// <summary>The deployment.</summary>
    public required string Cluster { get; init; }

    /// <summary>The master's name.</summary>
    public required string Master { get; init; }

    /// <summary>For each step of <see cref="HealthReported.Trends"/>, in its order: the availability, 0 to 1; null where nothing is known of it.</summary>
    public IReadOnlyList<double?> Availability { get; init; } = [];
}
