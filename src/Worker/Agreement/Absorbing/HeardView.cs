using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>What a message makes of the view that its sentinel has of a master: the very same one where it tells nothing new.</summary>
internal static class HeardView
{
    /// <summary>The master whose view a message may change; null when it changes none.</summary>
    public static string? MasterOf(SentinelMessage message) => message switch
    {
        MasterMessage m => m.Master.Name,
        ODownMessage m => m.Master.Name,
        ReplicaMessage m => m.Master.Name,
        SwitchMessage m => m.Name,
        _ => null,
    };

    /// <param name="view">The view before.</param>
    /// <param name="heard">The message.</param>
    /// <param name="epoch">The epoch that the message before it named, where it named one.</param>
    public static MasterView Of(MasterView view, MessageHeard heard, long? epoch) => heard.Message switch
    {
        MasterMessage message => OfMaster(view, message, heard.At, epoch),
        ODownMessage message => ODown(view, message, heard.At),
        ReplicaMessage message => OfReplica(view, message, heard.At),
        SwitchMessage message => Switch(view, message, heard.At),
        _ => view,
    };

    private static MasterView OfMaster(MasterView view, MasterMessage message, DateTimeOffset at, long? epoch) => message.Channel switch
    {
        SentinelChannel.PlusSDown => SDown(view, message.Master.Address, at),
        SentinelChannel.MinusSDown => view with { Instance = message.Master.Address, Down = null, ODown = null, Up = new Claim(at, EvidenceSource.PubSub) },
        // Not a recovery: it comes before the leader's switch, when votes expire, and when the quorum is raised.
        SentinelChannel.MinusODown => view.ODown is null ? view : view with { ODown = null },
        SentinelChannel.PlusFailoverEnd => view with { Attempt = Running(view, at) with { EndedAt = at, Ending = FailoverEnding.ReplicasFollow } },
        SentinelChannel.PlusFailoverEndForTimeout => view with { Attempt = Running(view, at) with { EndedAt = at, Ending = FailoverEnding.TimedOut } },
        SentinelChannel.PlusResetMaster => Reset(view, at),
        _ => IsOfThePast(view, message.Master) ? view : Attempt(view, message.Channel, at, epoch),
    };

    private static MasterView Attempt(MasterView view, SentinelChannel channel, DateTimeOffset at, long? epoch) => channel switch
    {
        SentinelChannel.PlusTryFailover => view with { Attempt = new FailoverAttempt(epoch, at, view.ODown is not null, EvidenceSource.PubSub) },
        SentinelChannel.PlusElectedLeader => view with { Attempt = Running(view, at) with { ElectedAt = at } },
        SentinelChannel.MinusFailoverAbortNotElected => Abort(view, at, FailoverFailure.NotElected),
        SentinelChannel.MinusFailoverAbortNoGoodSlave => Abort(view, at, FailoverFailure.NoGoodReplica),
        SentinelChannel.MinusFailoverAbortSlaveTimeout => Abort(view, at, FailoverFailure.ReplicaTimeout),
        SentinelChannel.MinusFailoverAbortMasterTimeout => Abort(view, at, FailoverFailure.MasterTimeout),
        _ => view,
    };

    /// <summary>
    /// A message that was held up on its way, by a network or by a pause of this process, and comes after a reading that already shows another
    /// master: what it tells of was over before it was heard.
    /// </summary>
    private static bool IsOfThePast(MasterView view, MasterSubject master) => view.ReadAt is not null && !view.Instance.SameAs(master.Address);

    private static FailoverAttempt Running(MasterView view, DateTimeOffset at) => view.Attempt is { Running: true } attempt
        ? attempt
        : new FailoverAttempt(null, at, view.ODown is not null, EvidenceSource.PubSub);

    private static MasterView Abort(MasterView view, DateTimeOffset at, FailoverFailure failure) =>
        view with { Attempt = Running(view, at) with { EndedAt = at, Failure = failure } };

    private static MasterView SDown(MasterView view, HostAddress instance, DateTimeOffset at)
    {
        var known = view.Instance.SameAs(instance) ? view.Down : null;
        return known is not null && view.Up is null && view.Instance == instance
            ? view
            : view with { Instance = instance, Down = known ?? new Claim(at, EvidenceSource.PubSub), Up = null };
    }

    private static MasterView ODown(MasterView view, ODownMessage message, DateTimeOffset at) =>
        view is { Down: not null, Up: null, ODown: { Via: EvidenceSource.PubSub } known }
        && (known.Seen, known.Required) == (message.Seen, message.Required) && view.Instance == message.Master.Address
            ? view
            : view with
            {
                Instance = message.Master.Address,
                Down = view.Down ?? new Claim(at, EvidenceSource.PubSub),
                ODown = new ODownClaim(at, message.Seen, message.Required, EvidenceSource.PubSub),
                Up = null,
            };

    private static MasterView Switch(MasterView view, SwitchMessage message, DateTimeOffset at)
    {
        var applied = view.Address.SameAs(message.New);
        if (applied && IsFresh(view, message.New) && view is { VoteVia: EvidenceSource.PubSub, Announced: null })
        {
            return view;
        }

        // The sentinel cleared its flags and made its replica entries anew (redis:src/sentinel.c, sentinelResetMasterAndChangeAddress).
        return view with
        {
            Instance = message.New,
            Down = null,
            ODown = null,
            Up = null,
            Replicas = view.Replicas?.Remove(message.New.Canonical().ToString()).Changed(static replica => replica is { Down: null, Up: null } ? replica : replica with { Down = null, Up = null }),
            Attempt = IsElecting(view) ? null : view.Attempt,
            VoteVia = applied ? EvidenceSource.PubSub : view.VoteVia,
            Announced = applied ? null : new SwitchCopy(message.Old, message.New, at, EpochBefore(view, at)),
        };
    }

    /// <summary>Whether nothing was heard or read of the new master and its replicas since the sentinel made their entries.</summary>
    private static bool IsFresh(MasterView view, HostAddress master)
    {
        foreach (var (_, replica) in view.Replicas ?? SmallMap<InstanceView>.Empty)
        {
            if (replica.Down is not null || replica.Up is not null || replica.Address.SameAs(master))
            {
                return false;
            }
        }

        return view is { Down: null, ODown: null, Up: null } && view.Instance == master && !IsElecting(view);
    }

    private static bool IsElecting(MasterView view) => view.Attempt is { Running: true, ElectedAt: null };

    /// <summary>A reading comes on another connection and may overtake the announcement itself: an epoch that is that young may be the announced one.</summary>
    private static long EpochBefore(MasterView view, DateTimeOffset at) => at - view.VoteAt < Patience.Overtaking ? view.Epoch - 1 : view.Epoch;

    private static MasterView OfReplica(MasterView view, ReplicaMessage message, DateTimeOffset at) => message.Channel switch
    {
        SentinelChannel.PlusSDown => Entry(view, message) switch
        {
            { Value: { Down: not null, Up: null } } => view,
            var entry => With(view, message, entry?.Value.Down ?? new Claim(at, EvidenceSource.PubSub), null),
        },
        SentinelChannel.MinusSDown => With(view, message, null, new Claim(at, EvidenceSource.PubSub)),
        SentinelChannel.PlusSlave => Entry(view, message) is not null ? view : With(view, message, null, null),
        SentinelChannel.PlusPromotedSlave => view.Attempt is { Running: true, Promoted: { } promoted } && promoted == message.Address
            ? view
            : view with { Attempt = Running(view, at) with { Promoted = message.Address } },
        _ => view,
    };

    /// <summary>Its entry of the replica, however it is spelled; null when there is none.</summary>
    private static KeyValuePair<string, InstanceView>? Entry(MasterView view, ReplicaMessage message)
    {
        foreach (var entry in view.Replicas ?? SmallMap<InstanceView>.Empty)
        {
            if (entry.Value.Address.SameAs(message.Address))
            {
                return entry;
            }
        }

        return null;
    }

    private static MasterView With(MasterView view, ReplicaMessage message, Claim? down, Claim? up)
    {
        var (key, address) = Entry(view, message) is { } known ? (known.Key, known.Value.Address) : (message.Address.Canonical().ToString(), message.Address);
        var replicas = view.Replicas ?? SmallMap<InstanceView>.Empty;
        return view with { Replicas = replicas.SetItem(key, new InstanceView(address, down, up)) };
    }

    private static MasterView Reset(MasterView view, DateTimeOffset at) => view with
    {
        Down = null,
        ODown = null,
        Up = null,
        Attempt = view.Attempt is { Running: true } attempt ? attempt with { EndedAt = at } : view.Attempt,
        Replicas = view.Replicas is null ? null : SmallMap<InstanceView>.Empty,
        Peers = view.Peers is null ? null : SmallMap<InstanceView>.Empty,
        SettlingUntil = at + Patience.Settling,
    };
}
