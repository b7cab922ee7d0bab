namespace SentinelEvents.Lab;

/// <summary>Everything that is known of a run once it is over; what the judge reads, and nothing else.</summary>
internal sealed record ProofRecord
{
    public required IReadOnlyList<string> Masters { get; init; }

    public required IReadOnlyList<SentinelAccount> Sentinels { get; init; }

    public required IReadOnlyList<Holding> Holdings { get; init; }

    public required IReadOnlyList<Disturbance> Disturbances { get; init; }

    public required IReadOnlyList<ReceiverAccount> Receivers { get; init; }

    /// <summary>What came to a receiver and could not be read.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    public Owing Owing { get; init; } = Owing.Visible;

    public int Workers { get; init; } = 1;

    public int Majority => (Sentinels.Count / 2) + 1;
}
