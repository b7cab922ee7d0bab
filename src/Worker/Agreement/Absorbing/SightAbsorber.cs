using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>Whether a sentinel is seen decides whether its word counts.</summary>
internal static class SightAbsorber
{
    public static Touched Absorb(Turn turn, SentinelSighted sighted)
    {
        var before = turn.Sentinels.GetValueOrDefault(sighted.Sentinel.Id) ?? new SentinelState { Id = sighted.Sentinel.Id };
        turn.Put(before with
        {
            Address = sighted.Sentinel.Address,
            Seen = true,
            SeenSince = before.Seen ? before.SeenSince : sighted.At,
            EpochJustNamed = null,
        });
        foreach (var former in turn.Sentinels.Values
            .Where(other => !other.Seen && other.Id != sighted.Sentinel.Id && other.Address.SameAs(sighted.Sentinel.Address)).ToList())
        {
            Replace(turn, former);
        }

        foreach (var master in MastersOf(turn, sighted.Sentinel.Id))
        {
            Change(turn, master, sighted.Sentinel.Id, view => view.Attempt is { UnseenSince: not null } attempt
                ? view with { Attempt = attempt with { UnseenSince = null } }
                : view);
        }

        return new Touched([.. MastersOf(turn, sighted.Sentinel.Id)], true);
    }

    public static Touched Absorb(Turn turn, SentinelUnsighted unsighted)
    {
        if (!turn.Sentinels.TryGetValue(unsighted.Sentinel.Id, out var before) || !before.Seen)
        {
            return Touched.Nothing;
        }

        turn.Put(before with { Seen = false, SeenSince = unsighted.At, EpochJustNamed = null });
        var masters = MastersOf(turn, before.Id);
        foreach (var master in masters)
        {
            Change(turn, master, before.Id, view => view.Attempt is { Running: true, UnseenSince: null } attempt
                ? view with { Attempt = attempt with { UnseenSince = unsighted.At } }
                : view);
        }

        return new Touched([.. masters], true);
    }

    /// <summary>Another sentinel answers where this one was: what it last said is nobody's word any more.</summary>
    private static void Replace(Turn turn, SentinelState former)
    {
        turn.Put(former with { SnapshotAt = null, Knows = 0, DownPeers = SmallMap<PeerClaim>.Empty, Peers = SmallMap<InstanceView>.Empty });
        foreach (var master in turn.State.Masters.Values.Where(master => master.Record.MonitoredBy.Contains(former.Id) || master.Views.ContainsKey(former.Id)).ToList())
        {
            turn.Put(master with
            {
                Views = master.Views.Remove(former.Id),
                Record = turn.Defers ? master.Record : master.Record with { MonitoredBy = master.Record.MonitoredBy.Remove(former.Id), Accounts = master.Record.Accounts.Remove(former.Id) },
            });
        }
    }

    private static List<string> MastersOf(Turn turn, string sentinel) =>
        [.. turn.State.Masters.Values.Where(master => master.Views.ContainsKey(sentinel)).Select(master => master.Name)];

    private static void Change(Turn turn, string name, string sentinel, Func<MasterView, MasterView> change)
    {
        var master = turn.Master(name);
        var before = master.Views[sentinel];
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            turn.Put(master with { Views = master.Views.SetItem(sentinel, after) });
        }
    }
}
