using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>One sentinel as this service sees it at a moment.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Address">Where it is reached.</param>
/// <param name="Configured">Whether the configuration names it; else other sentinels did.</param>
/// <param name="Id">Its id, once known.</param>
/// <param name="State">How it stands.</param>
/// <param name="LastTrafficAt">When the subscribed connection last carried anything.</param>
/// <param name="Unrecognised">Messages that could not be read.</param>
/// <param name="Missed">Observations given up because the queue was full.</param>
/// <param name="LastProblem">What was last wrong; null while nothing is.</param>
public sealed record SentinelWatchStatus(
    string Cluster,
    HostAddress Address,
    bool Configured,
    string? Id,
    SentinelWatchState State,
    DateTimeOffset? LastTrafficAt,
    long Unrecognised,
    long Missed,
    SentinelProblem? LastProblem);
