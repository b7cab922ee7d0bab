namespace SentinelEvents.Lab;

/// <summary>One receiver's row in the final table.</summary>
internal sealed record ReceiverTally
{
    public required string Receiver { get; init; }

    /// <summary>Different events that it took.</summary>
    public required int Events { get; init; }

    /// <summary>Different switches among them.</summary>
    public required int Switches { get; init; }

    /// <summary>Deliveries of an id that it had already, with a fault that explains them.</summary>
    public required int Repeated { get; init; }

    /// <summary>From the moment when a majority of the sentinels held a new master, or the end of the last fault in the way, to the arrival; null without a switch.</summary>
    public required TimeSpan? LongestDelay { get; init; }

    /// <summary>The same, of the switches that no fault of worker, sentinels or receiver touched.</summary>
    public required TimeSpan? LongestUndisturbedDelay { get; init; }
}
