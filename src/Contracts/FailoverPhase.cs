namespace SentinelEvents.Contracts;

/// <summary>One phase of a failover and the time it took.</summary>
/// <param name="Name">What the phase ends with.</param>
/// <param name="Took">Its length.</param>
public sealed record FailoverPhase(FailoverPhaseName Name, TimeSpan Took);
