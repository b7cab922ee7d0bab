namespace SentinelEvents.Worker.Delivery;

/// <summary>What became of an attempt: <see cref="Delivered"/>, <see cref="Retry"/> or <see cref="Rejected"/>.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The other side has it.</summary>
    /// <param name="Note">What a person should know nevertheless, for example that one of several recipients was refused; holds no secret.</param>
    /// <param name="Answer">What the other side said to it that is worth keeping; holds no secret.</param>
    public sealed record Delivered(string? Note = null, string? Answer = null) : DeliveryOutcome;

    /// <summary>It may go through later.</summary>
    /// <param name="Reason">Why not now.</param>
    /// <param name="Detail">For a person; holds no secret.</param>
    /// <param name="NotBefore">The earliest time that the other side asked for; null leaves it to the schedule.</param>
    public sealed record Retry(DeliveryReason Reason, string Detail, DateTimeOffset? NotBefore = null) : DeliveryOutcome;

    /// <summary>It will never go through as it is; it stays visible and can be sent again by hand.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">For a person; holds no secret.</param>
    public sealed record Rejected(DeliveryReason Reason, string Detail) : DeliveryOutcome;
}
