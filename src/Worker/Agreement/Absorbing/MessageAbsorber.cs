using System.Collections.Immutable;
using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement.Rules;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>What a sentinel published. Messages about a master that this sentinel was not read to monitor wait for that reading.</summary>
internal static class MessageAbsorber
{
    /// <summary>Of each sentinel; elections that run at one time are as many at most.</summary>
    private const int VotesKept = 32;

    public static Touched Absorb(Turn turn, MessageHeard heard)
    {
        var id = heard.Sentinel.Id;
        if (!turn.State.Sentinels.TryGetValue(id, out var sentinel))
        {
            return Touched.Nothing;
        }

        // On a candidate +try-failover follows its +new-epoch at once: only the very next message may use the epoch.
        var epochJustNamed = sentinel.EpochJustNamed;
        var epochNamedNow = (heard.Message as EpochMessage)?.Epoch;
        if (epochJustNamed != epochNamedNow)
        {
            turn.Put(sentinel with { EpochJustNamed = epochNamedNow });
        }

        return heard.Message switch
        {
            MasterMessage message => Master(turn, heard, message, epochJustNamed),
            ODownMessage message => Change(turn, heard, message.Master.Name, view => view with
            {
                Instance = message.Master.Address,
                Down = view.Down ?? new Claim(heard.At, EvidenceSource.PubSub),
                ODown = new ODownClaim(heard.At, message.Seen, message.Required, EvidenceSource.PubSub),
                Up = null,
            }),
            SwitchMessage message => Switch(turn, heard, message),
            ReplicaMessage message => Replica(turn, heard, message),
            PeerMessage message => Peer(turn, heard, message),
            TiltMessage message => Tilt(turn, heard, message.Channel == SentinelChannel.PlusTilt),
            SetMessage message => Set(turn, heard, message),
            MonitorMessage message => Monitored(turn, heard, message),
            VoteMessage message => Vote(turn, heard, message),
            _ => Touched.Nothing,
        };
    }

    private static Touched Vote(Turn turn, MessageHeard heard, VoteMessage message)
    {
        if (turn.State.Sentinels.TryGetValue(heard.Sentinel.Id, out var sentinel))
        {
            var votes = sentinel.Votes.Length < VotesKept ? sentinel.Votes : sentinel.Votes.RemoveAt(0);
            turn.Put(sentinel with { Votes = votes.Add(new LeaderVote(message.For, message.Epoch, heard.At)) });
        }

        // Nothing is decided by it: it is told with the failover that it led to.
        return Touched.Nothing;
    }

    private static Touched Master(Turn turn, MessageHeard heard, MasterMessage message, long? epoch)
    {
        var name = message.Master.Name;
        var at = heard.At;
        switch (message.Channel)
        {
            case SentinelChannel.PlusSDown:
                return Change(turn, heard, name, view => view with
                {
                    Instance = message.Master.Address,
                    Down = (view.Instance.SameAs(message.Master.Address) ? view.Down : null) ?? new Claim(at, EvidenceSource.PubSub),
                    Up = null,
                });
            case SentinelChannel.MinusSDown:
                return Change(turn, heard, name, view => view with { Instance = message.Master.Address, Down = null, ODown = null, Up = new Claim(at, EvidenceSource.PubSub) });
            case SentinelChannel.MinusODown:
                // Not a recovery: it comes before the leader's switch, when votes expire, and when the quorum is raised.
                return Change(turn, heard, name, view => view with { ODown = null });
            case SentinelChannel.PlusTryFailover or SentinelChannel.PlusElectedLeader or SentinelChannel.MinusFailoverAbortNotElected
                or SentinelChannel.MinusFailoverAbortNoGoodSlave or SentinelChannel.MinusFailoverAbortSlaveTimeout or SentinelChannel.MinusFailoverAbortMasterTimeout
                when IsOfThePast(turn, heard, message.Master):
                return Touched.Nothing;
            case SentinelChannel.PlusTryFailover:
                return Change(turn, heard, name, view => view with { Attempt = new FailoverAttempt(epoch, at, view.ODown is not null, EvidenceSource.PubSub) });
            case SentinelChannel.PlusElectedLeader:
                return Change(turn, heard, name, view => view with { Attempt = Running(view, at) with { ElectedAt = at } });
            case SentinelChannel.PlusFailoverEnd:
                return Change(turn, heard, name, view => view with { Attempt = Running(view, at) with { EndedAt = at, Ending = FailoverEnding.ReplicasFollow } });
            case SentinelChannel.PlusFailoverEndForTimeout:
                return Change(turn, heard, name, view => view with { Attempt = Running(view, at) with { EndedAt = at, Ending = FailoverEnding.TimedOut } });
            case SentinelChannel.MinusFailoverAbortNotElected:
                return Abort(turn, heard, name, FailoverFailure.NotElected);
            case SentinelChannel.MinusFailoverAbortNoGoodSlave:
                return Abort(turn, heard, name, FailoverFailure.NoGoodReplica);
            case SentinelChannel.MinusFailoverAbortSlaveTimeout:
                return Abort(turn, heard, name, FailoverFailure.ReplicaTimeout);
            case SentinelChannel.MinusFailoverAbortMasterTimeout:
                return Abort(turn, heard, name, FailoverFailure.MasterTimeout);
            case SentinelChannel.PlusResetMaster:
                return Reset(turn, heard, name);
            case SentinelChannel.MinusMonitor:
                MonitoringRule.NoLongerMonitored(turn, name, heard.Sentinel.Id, at, EvidenceSource.PubSub);
                return Touched.Master(name);
            default:
                return Touched.Nothing;
        }
    }

    /// <summary>
    /// A message that was held up on its way, by a network or by a pause of this process, and comes after a reading that already shows another
    /// master: what it tells of was over before it was heard.
    /// </summary>
    private static bool IsOfThePast(Turn turn, MessageHeard heard, MasterSubject master) =>
        turn.State.Masters.GetValueOrDefault(master.Name)?.Views.GetValueOrDefault(heard.Sentinel.Id) is { ReadAt: not null } view
        && !view.Instance.SameAs(master.Address);

    private static FailoverAttempt Running(MasterView view, DateTimeOffset at) => view.Attempt is { Running: true } attempt
        ? attempt
        : new FailoverAttempt(null, at, view.ODown is not null, EvidenceSource.PubSub);

    private static Touched Abort(Turn turn, MessageHeard heard, string name, FailoverFailure failure) =>
        Change(turn, heard, name, view => view with { Attempt = Running(view, heard.At) with { EndedAt = heard.At, Failure = failure } });

    private static Touched Switch(Turn turn, MessageHeard heard, SwitchMessage message) =>
        Change(turn, heard, message.Name, view =>
        {
            // The sentinel cleared its flags and made its replica entries anew (redis:src/sentinel.c, sentinelResetMasterAndChangeAddress).
            var fresh = view with
            {
                Instance = message.New,
                Down = null,
                ODown = null,
                Up = null,
                Replicas = view.Replicas?.Remove(message.New.Canonical().ToString())
                    .Select(entry => KeyValuePair.Create(entry.Key, entry.Value with { Down = null, Up = null }))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
                Attempt = view.Attempt is { Running: true, ElectedAt: null } ? null : view.Attempt,
            };
            return view.Address.SameAs(message.New)
                ? fresh with { VoteVia = EvidenceSource.PubSub, Announced = null }
                : fresh with { Announced = new SwitchCopy(message.Old, message.New, heard.At, EpochBefore(view, heard.At)) };
        });

    /// <summary>A reading comes on another connection and may overtake the announcement itself: an epoch that is that young may be the announced one.</summary>
    private static long EpochBefore(MasterView view, DateTimeOffset at) => at - view.VoteAt < Patience.Overtaking ? view.Epoch - 1 : view.Epoch;

    private static Touched Replica(Turn turn, MessageHeard heard, ReplicaMessage message)
    {
        var key = message.Address.Canonical().ToString();
        return message.Channel switch
        {
            SentinelChannel.PlusSDown => ChangeReplica(turn, heard, message, key, instance =>
                instance with { Down = instance.Down ?? new Claim(heard.At, EvidenceSource.PubSub), Up = null }),
            SentinelChannel.MinusSDown => ChangeReplica(turn, heard, message, key, instance => instance with { Down = null, Up = new Claim(heard.At, EvidenceSource.PubSub) }),
            SentinelChannel.PlusSlave => ChangeReplica(turn, heard, message, key, instance => instance),
            SentinelChannel.PlusPromotedSlave => Change(turn, heard, message.Master.Name, view =>
                view with { Attempt = Running(view, heard.At) with { Promoted = message.Address } }),
            _ => Touched.Nothing,
        };
    }

    private static Touched ChangeReplica(Turn turn, MessageHeard heard, ReplicaMessage message, string key, Func<InstanceView, InstanceView> change) =>
        Change(turn, heard, message.Master.Name, view =>
        {
            var replicas = view.Replicas ?? ImmutableSortedDictionary.Create<string, InstanceView>(StringComparer.Ordinal);
            var before = replicas.GetValueOrDefault(key) ?? new InstanceView(message.Address, null, null);
            return view with { Replicas = replicas.SetItem(key, change(before)) };
        });

    private static Touched Peer(Turn turn, MessageHeard heard, PeerMessage message)
    {
        if (message.Channel is not (SentinelChannel.PlusSDown or SentinelChannel.MinusSDown))
        {
            return Touched.Nothing;
        }

        var sentinel = turn.Sentinel(heard.Sentinel.Id);
        var claim = sentinel.DownPeers.GetValueOrDefault(message.Id);
        if (message.Channel == SentinelChannel.PlusSDown)
        {
            var masters = (claim?.Masters ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(message.Master.Name);
            var first = claim?.First ?? new Claim(heard.At, EvidenceSource.PubSub);
            turn.Put(sentinel with
            {
                DownPeers = sentinel.DownPeers.SetItem(message.Id, new PeerClaim(first, masters)),
                Peers = sentinel.Peers.SetItem(message.Id, new InstanceView(message.Address, null, null)),
            });
        }
        else
        {
            var left = claim?.Masters.Remove(message.Master.Name);
            turn.Put(sentinel with
            {
                DownPeers = left is { Count: > 0 } ? sentinel.DownPeers.SetItem(message.Id, claim! with { Masters = left }) : sentinel.DownPeers.Remove(message.Id),
                Peers = sentinel.Peers.SetItem(message.Id, new InstanceView(message.Address, null, new Claim(heard.At, EvidenceSource.PubSub))),
            });
        }

        return Touched.OnlyCluster;
    }

    private static Touched Tilt(Turn turn, MessageHeard heard, bool entered)
    {
        var sentinel = turn.Sentinel(heard.Sentinel.Id);
        if (sentinel.Tilt == entered)
        {
            return Touched.Nothing;
        }

        turn.Put(sentinel with { Tilt = entered, TiltSince = heard.At, TiltVia = EvidenceSource.PubSub });
        return new Touched([.. turn.State.Masters.Values.Where(master => master.Views.ContainsKey(sentinel.Id)).Select(master => master.Name)], true);
    }

    private static Touched Reset(Turn turn, MessageHeard heard, string name)
    {
        var touched = Change(turn, heard, name, view => view with
        {
            Down = null,
            ODown = null,
            Up = null,
            Attempt = view.Attempt is { Running: true } attempt ? attempt with { EndedAt = heard.At } : view.Attempt,
            Replicas = view.Replicas?.Clear(),
            Peers = view.Peers?.Clear(),
            SettlingUntil = heard.At + Patience.Settling,
        });
        ResetRule.Heard(turn, name, heard.Sentinel.Id, heard.At);
        return touched;
    }

    private static Touched Set(Turn turn, MessageHeard heard, SetMessage message)
    {
        var name = message.Master.Name;
        if (!turn.State.Masters.TryGetValue(name, out var master) || master.Views.GetValueOrDefault(heard.Sentinel.Id) is not { } view)
        {
            return Touched.Nothing;
        }

        if (view.Settings is { } before && SettingsAfter(before, message) is { } after)
        {
            turn.Put(master with { Views = master.Views.SetItem(heard.Sentinel.Id, view with { Settings = after }) });
            MonitoringRule.SettingsKnown(turn, name, heard.Sentinel.Id, after, heard.At, EvidenceSource.PubSub);
        }
        else
        {
            MonitoringRule.Changed(turn, name, heard.Sentinel.Id, MonitoringChange.SettingChanged, message.Option, null, message.Value, heard.At, EvidenceSource.PubSub);
        }

        return Touched.Master(name);
    }

    private static MasterSettings? SettingsAfter(MasterSettings before, SetMessage message) =>
        !long.TryParse(message.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > int.MaxValue
            ? null
            : message.Option switch
            {
                "quorum" => before with { Quorum = (int)value },
                "down-after-milliseconds" => before with { DownAfter = TimeSpan.FromMilliseconds(value) },
                "failover-timeout" => before with { FailoverTimeout = TimeSpan.FromMilliseconds(value) },
                "parallel-syncs" => before with { ParallelSyncs = (int)value },
                _ => null,
            };

    private static Touched Monitored(Turn turn, MessageHeard heard, MonitorMessage message)
    {
        var name = message.Master.Name;
        var master = turn.Master(name);
        var id = heard.Sentinel.Id;
        turn.Put(master with
        {
            Views = master.Views.SetItem(id, new MasterView { Instance = message.Master.Address, SettlingUntil = heard.At + Patience.Settling }),
        });
        MonitoringRule.NowMonitored(turn, name, id, heard.At, EvidenceSource.PubSub, isNews: true, message.Quorum.ToString(CultureInfo.InvariantCulture));
        return Touched.Master(name);
    }

    private static Touched Change(Turn turn, MessageHeard heard, string name, Func<MasterView, MasterView> change)
    {
        if (!turn.State.Masters.TryGetValue(name, out var master) || master.Views.GetValueOrDefault(heard.Sentinel.Id) is not { } before)
        {
            return Touched.Nothing;
        }

        var after = change(before);
        if (after == before)
        {
            return Touched.Nothing;
        }

        turn.Put(master with { Views = master.Views.SetItem(heard.Sentinel.Id, after) });
        return Touched.Master(name);
    }
}
