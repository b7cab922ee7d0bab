namespace SentinelEvents.Lab;

/// <summary>How large a deployment, and how often to measure.</summary>
internal sealed record ReportCostOptions
{
    internal int Masters { get; init; } = 500;

    internal int Sentinels { get; init; } = 5;

    /// <summary>Reports whose time is taken.</summary>
    internal int Runs { get; init; } = 10;

    /// <summary>Switches whose event is waited for: so many without a report being made, and as many with one.</summary>
    internal int Switches { get; init; } = 20;
}
