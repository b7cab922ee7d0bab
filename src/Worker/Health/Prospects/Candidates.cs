using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>Makes the candidates of a master from what its sentinels say.</summary>
internal static class Candidates
{
    /// <summary>Three periods of INFO: an older picture of a replica is not acted on (<c>redis:src/sentinel.c</c>, sentinelSelectSlave).</summary>
    private static readonly TimeSpan FreshInfo = TimeSpan.FromSeconds(30);

    /// <summary>Five periods of PING, likewise, and a little for the way of the answer to here.</summary>
    private static readonly TimeSpan FreshPing = TimeSpan.FromSeconds(6);

    public static IReadOnlyList<Candidate> Of(Fleet fleet, MasterSurvey master)
    {
        var sights = master.Sights.GroupBy(IdOf, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var absent = fleet.Read.Where(sentinel => !fleet.Monitors(sentinel, master.Name)).Select(sentinel => sentinel.Id ?? "").ToHashSet(StringComparer.Ordinal);
        return [.. sights.Values.Select(sight => Of(sight, sights, absent))];
    }

    public static string IdOf(MasterSight sight) => sight.Sentinel.IdOrAddress;

    /// <summary>Why a sentinel with this view would not promote the replica; null where it would.</summary>
    public static string? Unpromotable(MasterSight sight, InstanceFields replica)
    {
        if (replica.IsSubjectivelyDown)
        {
            return "down";
        }

        if (replica.HasFlag("disconnected"))
        {
            return "not connected to the sentinel";
        }

        if (replica.Number("slave-priority") == 0)
        {
            return "priority 0";
        }

        if (replica.Milliseconds("info-refresh") is not { } refreshed || refreshed == TimeSpan.Zero && replica.RunId.Length == 0)
        {
            return "never answered INFO";
        }

        if (refreshed > FreshInfo)
        {
            return "no answer to INFO for long";
        }

        if (replica.Milliseconds("last-ok-ping-reply") > FreshPing)
        {
            return "no good answer to PING for long";
        }

        var linkMayBeDown = (sight.Master.Fields.Milliseconds("s-down-time") ?? TimeSpan.Zero) + (sight.Master.DownAfter * 10);
        return replica.Milliseconds("master-link-down-time") > linkMayBeDown ? "its link to the master has been down for too long" : null;
    }

    private static Candidate Of(MasterSight sight, Dictionary<string, MasterSight> sights, HashSet<string> absent)
    {
        var master = sight.Master;
        var own = IdOf(sight);
        var up = (master.Sentinels ?? []).Where(peer => !peer.IsSubjectivelyDown && !peer.HasFlag("disconnected")).Select(peer => peer.RunId).ToHashSet(StringComparer.Ordinal);

        // One that is asked about an address which it does not monitor neither calls it down nor votes.
        var voters = up.Where(id => !absent.Contains(id) && (!sights.TryGetValue(id, out var other) || other.Master.Address.SameAs(master.Address))).Append(own).ToHashSet(StringComparer.Ordinal);
        return new Candidate(
            own,
            sight.Sentinel.Address,
            master.Quorum,
            sight.VotesNeeded,
            voters.Where(id => !sights.TryGetValue(id, out var other) || !other.Sentinel.InTilt).ToHashSet(StringComparer.Ordinal),
            voters,
            [.. (master.Replicas ?? []).Where(replica => Unpromotable(sight, replica) is null).Select(replica => replica.Address.Canonical())],
            sight.Sentinel.InTilt ? Obstacle.Tilt
            : master.Sentinels is null ? Obstacle.PeersUnreadable
            : master.Replicas is null ? Obstacle.ReplicasUnreadable
            : Obstacle.None);
    }
}
