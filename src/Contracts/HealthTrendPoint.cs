namespace SentinelEvents.Contracts;

/// <summary>One step of the trends of a report.</summary>
public sealed record HealthTrendPoint
{
    /// <summary>The beginning of the step.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Its end.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The mean availability of all masters, 0 to 1; null where nothing is known of the step.</summary>
    public double? Availability { get; init; }

    /// <summary>The mean availability of the masters that are not among <see cref="HealthReported.MasterTrends"/>; null where there are none or nothing is known of them.</summary>
    public double? OthersAvailability { get; init; }

    /// <summary>The lowest availability of any of them; null likewise.</summary>
    public double? OthersLowest { get; init; }

    /// <summary>Failovers, planned or not.</summary>
    public int Failovers { get; init; }

    /// <summary>The longest time to an agreed switch; null where there was none.</summary>
    public TimeSpan? TimeToSwitch { get; init; }

    /// <summary>The smallest margin of sentinels that a report in the step found; null where there was none.</summary>
    public int? SentinelMargin { get; init; }
}
