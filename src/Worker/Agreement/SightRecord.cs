namespace SentinelEvents.Worker.Agreement;

/// <summary>What is kept of one worker's own sight: each worker of a deployment has its own connections, and so its own.</summary>
public sealed record SightRecord
{
    /// <summary>The loss that was announced and is not over; null while enough is seen.</summary>
    public OpenSightLoss? Loss { get; init; }

    public int Ordinal { get; init; }
}
