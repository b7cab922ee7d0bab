namespace SentinelEvents.Lab;

/// <summary>What became of a planned fault.</summary>
internal abstract record FaultOutcome
{
    private FaultOutcome()
    {
    }

    /// <summary>It was done.</summary>
    internal sealed record Done : FaultOutcome;

    /// <summary>It could not be done at that time, such as a failover without a promotable replica.</summary>
    internal sealed record Impossible(string Why) : FaultOutcome;
}
