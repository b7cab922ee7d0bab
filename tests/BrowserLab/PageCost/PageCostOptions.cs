namespace SentinelEvents.Lab;

/// <summary>How large the deployment is, and how often each page is loaded.</summary>
internal sealed record PageCostOptions
{
    public int Masters { get; init; } = 500;

    public int Sentinels { get; init; } = 5;

    public int Loads { get; init; } = 30;
}
