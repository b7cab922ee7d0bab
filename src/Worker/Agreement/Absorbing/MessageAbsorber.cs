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

    /// <param name="turn">The step.</param>
    /// <param name="heard">The message.</param>
    /// <param name="news">What it changes in its sentinel's view.</param>
    public static Touched Absorb(Turn turn, MessageHeard heard, HeardNews news)
    {
        if (heard.Message is VoteMessage vote && news.IsMore)
        {
            return Vote(turn, heard, vote);
        }

        if (news.EpochIsNew)
        {
            turn.Put(turn.Sentinel(heard.Sentinel.Id) with { EpochJustNamed = HeardNews.EpochOf(heard) });
        }

        if (news.Master is { } master && news.View is { } view)
        {
            turn.Put(master with { Views = master.Views.SetItem(heard.Sentinel.Id, view) });
        }

        return heard.Message switch
        {
            MasterMessage { Channel: SentinelChannel.PlusResetMaster } message => Reset(turn, heard, message.Master.Name),
            MasterMessage { Channel: SentinelChannel.MinusMonitor } message => NoLongerMonitored(turn, heard, message.Master.Name),
            PeerMessage message => Peer(turn, heard, message),
            TiltMessage message => Tilt(turn, heard, message.Channel == SentinelChannel.PlusTilt),
            SetMessage message => Set(turn, heard, message),
            MonitorMessage message => Monitored(turn, heard, message),
            _ => news.Master is null ? Touched.Nothing : Touched.Only(news.Master.Name),
        };
    }

    private static Touched Vote(Turn turn, MessageHeard heard, VoteMessage message)
    {
        var sentinel = turn.Sentinel(heard.Sentinel.Id);
        var kept = sentinel.Votes.AsSpan()[(sentinel.Votes.Length < VotesKept ? 0 : 1)..];
        turn.Put(sentinel with { EpochJustNamed = HeardNews.EpochOf(heard), Votes = [.. kept, new LeaderVote(message.For, message.Epoch, heard.At)] });

        // Nothing is decided by it: it is told with the failover that it led to.
        return Touched.Nothing;
    }

    private static Touched NoLongerMonitored(Turn turn, MessageHeard heard, string name)
    {
        MonitoringRule.NoLongerMonitored(turn, name, heard.Sentinel.Id, heard.At, EvidenceSource.PubSub);
        return Touched.Only(name);
    }

    private static Touched Reset(Turn turn, MessageHeard heard, string name)
    {
        ResetRule.Heard(turn, name, heard.Sentinel.Id, heard.At);
        return Touched.Only(name);
    }

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

    private static Touched Set(Turn turn, MessageHeard heard, SetMessage message)
    {
        var name = message.Master.Name;
        if (!turn.TryGetMaster(name, out var master) || master.Views.GetValueOrDefault(heard.Sentinel.Id) is not { } view)
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

        return Touched.Only(name);
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
        return Touched.Only(name);
    }
}
