namespace SentinelEvents.Lab;

/// <summary>How the service is killed.</summary>
internal sealed record KillsOptions
{
    /// <summary>At least so many.</summary>
    public int Count { get; init; } = 100;

    public int Seed { get; init; } = 7;

    /// <summary>With a broker, and a consumer in a process of its own.</summary>
    public bool WithBroker { get; init; }
}
