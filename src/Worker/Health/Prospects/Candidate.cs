using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>
/// A sentinel that could lead a failover, with what it would have to work with. Only its own view counts: it asks whom it holds for up, and promotes
/// what it holds for good (<c>redis:src/sentinel.c</c>, sentinelGetLeader, sentinelSelectSlave).
/// </summary>
/// <param name="Id">The sentinel.</param>
/// <param name="Address">Where.</param>
/// <param name="Quorum">Its own setting.</param>
/// <param name="VotesNeeded">The majority of all that it knows, dead ones counted, and never less than its quorum.</param>
/// <param name="Reporters">Ids of those, itself included, that would call the master down.</param>
/// <param name="Voters">Ids of those, itself included, that would vote.</param>
/// <param name="Promotable">The replicas that it would promote.</param>
/// <param name="Obstacle">What keeps it from leading whatever the others do.</param>
internal sealed record Candidate(
    string Id,
    HostAddress Address,
    int Quorum,
    int VotesNeeded,
    IReadOnlySet<string> Reporters,
    IReadOnlySet<string> Voters,
    IReadOnlyList<HostAddress> Promotable,
    Obstacle Obstacle)
{
    /// <summary>Whether its failover would succeed once these are dead.</summary>
    public bool Succeeds(Losses losses) =>
        Obstacle == Obstacle.None
        && !losses.Sentinels.Contains(Id)
        && Reporters.Count(id => !losses.Sentinels.Contains(id)) >= Quorum
        && Voters.Count(id => !losses.Sentinels.Contains(id)) >= VotesNeeded
        && Promotable.Any(replica => !losses.Replicas.Contains(replica));

    /// <summary>What stands in its way, as it is now; null where nothing does.</summary>
    public string? WhyNot => Obstacle switch
    {
        Obstacle.Tilt => "it is in TILT mode",
        Obstacle.PeersUnreadable => "whom it knows may not be read (SENTINEL SENTINELS)",
        Obstacle.ReplicasUnreadable => "its replicas may not be read (SENTINEL REPLICAS)",
        _ when Voters.Count < VotesNeeded => FormattableString.Invariant($"{Voters.Count} of the {VotesNeeded} votes that it needs can be had"),
        _ when Reporters.Count < Quorum => FormattableString.Invariant($"{Reporters.Count} of the {Quorum} sentinels that its quorum asks for can call the master down"),
        _ when Promotable.Count == 0 => "no replica can be promoted",
        _ => null,
    };
}
