namespace SentinelEvents.Contracts;

/// <summary>
/// Asks over the bus who is master now; answered with <see cref="MasterFound"/> or <see cref="MasterNotFound"/>. For services that start, or that
/// were away: what they missed of the events is in the answer.
/// </summary>
public sealed record GetMaster
{
    /// <summary>The deployment, as named in this service's configuration. Where no worker watches one of that name, nobody answers.</summary>
    public required string Cluster { get; init; }

    /// <summary>The master's name.</summary>
    public required string Master { get; init; }
}
