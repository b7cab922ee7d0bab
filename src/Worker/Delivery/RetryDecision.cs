namespace SentinelEvents.Worker.Delivery;

/// <summary>What follows a failed attempt: <see cref="Again"/> or <see cref="GiveUp"/>.</summary>
public abstract record RetryDecision
{
    private RetryDecision()
    {
    }

    /// <summary>Another attempt.</summary>
    /// <param name="NotBefore">Its time.</param>
    public sealed record Again(DateTimeOffset NotBefore) : RetryDecision;

    /// <summary>No further attempt.</summary>
    public sealed record GiveUp : RetryDecision;
}
