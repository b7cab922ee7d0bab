using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>Turns a reading of a sentinel's state into its view, keeping what was heard before where the reading only confirms it.</summary>
internal static class Readings
{
    /// <param name="before">The view before.</param>
    /// <param name="reading">What the sentinel answered.</param>
    /// <param name="at">When the answer came.</param>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="prompted">Whether a message of this sentinel prompted the reading.</param>
    public static MasterView Apply(MasterView before, MasterSnapshot reading, DateTimeOffset at, DateTimeOffset asked, bool prompted)
    {
        var flags = reading.Flags;
        var sameInstance = before.ReadAt is not null && before.Instance.SameAs(reading.Instance);
        var down = Down(sameInstance ? before.Down : null, flags.HasFlag(InstanceFlags.SDown), reading.DownFor, at);
        var check = reading.QuorumCheck;
        var view = before with
        {
            ReadAt = at,
            AskedAt = asked,
            Instance = reading.Instance,
            Down = down,
            ODown = flags.HasFlag(InstanceFlags.ODown)
                ? (sameInstance ? before.ODown : null) ?? new ODownClaim(at, reading.Settings.Quorum, reading.Settings.Quorum, EvidenceSource.Snapshot)
                : null,
            Up = Up(sameInstance ? before.Up : null, down, reading.RunId.Length > 0, at),
            Settings = reading.Settings,
            OtherSentinels = reading.OtherSentinels,
            Quorum = check ?? before.Quorum,
            NoQuorumSince = check is null ? before.NoQuorumSince : check.Ok ? null : before.NoQuorumSince ?? at,
            Replicas = reading.Replicas is { } replicas ? Replicas(before.Replicas, replicas, at) : before.Replicas,
            Peers = reading.Sentinels is { } peers ? Peers(before.Peers, peers, at) : before.Peers,
            Attempt = Attempt(before.Attempt, reading, at),
        };
        return Vote(view, before, reading, at, prompted);
    }

    public static Claim? Down(Claim? before, bool isDown, TimeSpan? downFor, DateTimeOffset at) =>
        isDown ? before ?? new Claim(at - (downFor ?? TimeSpan.Zero), EvidenceSource.Snapshot) : null;

    /// <summary>Only S_DOWN takes back that it answered: what is read shows the answer late, or not at all while a node replicates from nobody.</summary>
    public static Claim? Up(Claim? before, Claim? down, bool answered, DateTimeOffset at) =>
        down is not null ? null : before ?? (answered ? new Claim(at, EvidenceSource.Snapshot) : null);

    private static MasterView Vote(MasterView view, MasterView before, MasterSnapshot reading, DateTimeOffset at, bool prompted)
    {
        var announced = before.Announced;
        var sameVote = before.ReadAt is not null && before.Epoch == reading.ConfigEpoch && before.Address.SameAs(reading.Address);
        if (announced is not null)
        {
            if (reading.Address.SameAs(announced.New))
            {
                return view with { Address = reading.Address, Epoch = reading.ConfigEpoch, VoteAt = announced.At, VoteVia = EvidenceSource.PubSub, Announced = null };
            }

            // Neither the announced address nor the one before it: it has moved on meanwhile. The old address with the announced
            // epoch is the announcement of a name that does not resolve: not applied, and no vote until something moves. The old address
            // with an epoch that it had before is an announcement that came late: it has been there and back since.
            var movedOn = !reading.Address.SameAs(announced.Old)
                || (before.ReadAt > announced.At && reading.ConfigEpoch > before.Epoch)
                || (view.AskedAt > announced.At && reading.ConfigEpoch <= announced.EpochBefore)
                || at - announced.At > Patience.Announcement;
            view = movedOn ? view with { Announced = null } : view;
        }

        if (sameVote)
        {
            return view.Address == reading.Address ? view : view with { Address = reading.Address };
        }

        var promoted = view.Attempt?.Promoted is { } address && address.SameAs(reading.Address);
        return view with
        {
            Address = reading.Address,
            Epoch = reading.ConfigEpoch,
            VoteAt = at,
            VoteVia = promoted ? EvidenceSource.PubSub : EvidenceSource.Snapshot,
            VotePrompted = prompted,
        };
    }

    private static FailoverAttempt? Attempt(FailoverAttempt? before, MasterSnapshot reading, DateTimeOffset at)
    {
        if (reading.FailoverState is { } state)
        {
            var elected = state is not ("wait_start" or "none");
            var attempt = before is { Running: true }
                ? before
                : new FailoverAttempt(null, at, reading.Flags.HasFlag(InstanceFlags.ODown) && !reading.Flags.HasFlag(InstanceFlags.ForceFailover), EvidenceSource.Snapshot);
            attempt = elected && attempt.ElectedAt is null ? attempt with { ElectedAt = at } : attempt;

            // With the promotion the failover epoch becomes the config epoch (redis:src/sentinel.c, sentinelRefreshInstanceInfo).
            return state is "reconf_slaves" or "update_config" ? attempt with { Epoch = attempt.Epoch ?? reading.ConfigEpoch } : attempt;
        }

        if (before is { Running: true } && at - before.StartedAt >= Patience.AttemptReading)
        {
            // It ended without being heard. Whether well or not, the votes tell: an attempt of a switch that is agreed ended well.
            return before with { EndedAt = at };
        }

        return before;
    }

    private static SmallMap<InstanceView> Replicas(SmallMap<InstanceView>? before, IReadOnlyList<ReplicaSnapshot> replicas, DateTimeOffset at)
    {
        var after = before ?? SmallMap<InstanceView>.Empty;
        foreach (var replica in replicas)
        {
            var key = replica.Address.Canonical().ToString();
            var known = after.GetValueOrDefault(key);
            var down = Down(known?.Down, replica.Flags.HasFlag(InstanceFlags.SDown), replica.DownFor, at);
            var answered = replica.LinkUp || replica.Offset > 0;
            after = after.SetItem(key, new InstanceView(replica.Address, down, Up(known?.Up, down, answered, at)));
        }

        return after.Count == replicas.Count ? after : after.Only(replicas.Select(replica => replica.Address.Canonical().ToString()));
    }

    private static SmallMap<InstanceView> Peers(SmallMap<InstanceView>? before, IReadOnlyList<PeerSnapshot> peers, DateTimeOffset at)
    {
        var after = before ?? SmallMap<InstanceView>.Empty;
        foreach (var peer in peers)
        {
            var known = after.GetValueOrDefault(peer.Id);
            var down = Down(known?.Down, peer.Flags.HasFlag(InstanceFlags.SDown), peer.DownFor, at);
            after = after.SetItem(peer.Id, new InstanceView(peer.Address, down, Up(known?.Up, down, peer.LastHello <= Patience.Hello, at)));
        }

        return after.Count == peers.Count ? after : after.Only(peers.Select(peer => peer.Id));
    }
}
