using System.Collections.Immutable;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement.Rules;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>What a sentinel answered when its state was read.</summary>
internal static class SnapshotAbsorber
{
    public static Touched Absorb(Turn turn, SnapshotTaken taken)
    {
        turn.ReadWhole = true;
        var id = taken.Sentinel.Id;
        var before = turn.Sentinels.GetValueOrDefault(id) ?? new SentinelState { Id = id, SeenSince = taken.At };
        var firstEver = before.Record.KnownSince is null;
        var restarted = before.ProcessId.Length > 0 && taken.Snapshot.ProcessId.Length > 0 && before.ProcessId != taken.Snapshot.ProcessId;
        var names = taken.Snapshot.Masters.Select(master => master.Name).ToHashSet(StringComparer.Ordinal);
        var asked = taken.AskedAt ?? taken.At;
        // A snapshot that is not to be trusted with everything that it holds is not yet the first reading: the next one is.
        var counts = !turn.Defers && taken.Snapshot.Masters.All(master => asked >= turn.Master(master.Name).TrustedFrom);
        turn.Put(Describe(before, taken, asked, counts));
        turn.Meet(names);
        var touched = new List<string>(names);
        foreach (var gone in turn.State.Masters.Values
            .Where(master => master.Record.MonitoredBy.Contains(id) && !names.Contains(master.Name) && asked >= master.TrustedFrom).ToList())
        {
            MonitoringRule.NoLongerMonitored(turn, gone.Name, id, taken.At, EvidenceSource.Snapshot);
            touched.Add(gone.Name);
        }

        foreach (var reading in taken.Snapshot.Masters)
        {
            var settled = taken.At - taken.Snapshot.Uptime + Patience.Settling;
            Read(turn, id, reading, taken.At, asked, firstEver, restarted, settled, prompted: false);
            if (!restarted && asked >= turn.Master(reading.Name).TrustedFrom)
            {
                ResetRule.Compare(turn, id, reading, taken);
            }
        }

        return new Touched([.. touched], true);
    }

    public static Touched Absorb(Turn turn, MasterRead read)
    {
        var id = read.Sentinel.Id;
        if (!turn.Sentinels.TryGetValue(id, out var sentinel))
        {
            return Touched.Nothing;
        }

        if (read.Master is { } reading)
        {
            Read(turn, id, reading, read.At, read.AskedAt ?? read.At, sentinel.Record.KnownSince is null, restarted: false, DateTimeOffset.MinValue, prompted: true);
        }
        else if (turn.TryGetMaster(read.Name, out var master) && master.Record.MonitoredBy.Contains(id) && (read.AskedAt ?? read.At) >= master.TrustedFrom)
        {
            MonitoringRule.NoLongerMonitored(turn, read.Name, id, read.At, EvidenceSource.Snapshot);
        }

        return Touched.Only(read.Name);
    }

    private static SentinelState Describe(SentinelState before, SnapshotTaken taken, DateTimeOffset asked, bool counts)
    {
        var snapshot = taken.Snapshot;
        // The same peers are listed for every master.
        var peers = new Dictionary<string, InstanceView>(StringComparer.Ordinal);
        var down = new Dictionary<string, PeerClaim>(StringComparer.Ordinal);
        foreach (var master in snapshot.Masters)
        {
            foreach (var peer in master.Sentinels ?? [])
            {
                var isDown = peer.Flags.HasFlag(InstanceFlags.SDown);
                var claim = Readings.Down(before.DownPeers.GetValueOrDefault(peer.Id)?.First, isDown, peer.DownFor, taken.At);
                var up = Readings.Up(before.Peers.GetValueOrDefault(peer.Id)?.Up, claim, peer.LastHello <= Patience.Hello, taken.At);
                peers[peer.Id] = new InstanceView(peer.Address, null, up ?? (peers.TryGetValue(peer.Id, out var known) ? known.Up : null));
                if (claim is not null)
                {
                    down[peer.Id] = down.TryGetValue(peer.Id, out var already)
                        ? already with { Masters = already.Masters.Add(master.Name) }
                        : new PeerClaim(claim, ImmutableSortedSet.Create<string>(StringComparer.Ordinal, master.Name));
                }
            }
        }

        return before with
        {
            Address = taken.Sentinel.Address,
            StartedAt = snapshot.ProcessId.Length > 0 ? taken.At - snapshot.Uptime : null,
            SnapshotAt = taken.At,
            AskedAt = asked,
            Tilt = snapshot.Tilt,
            TiltSince = snapshot.Tilt == before.Tilt ? before.TiltSince : taken.At,
            TiltVia = snapshot.Tilt == before.Tilt ? before.TiltVia : EvidenceSource.Snapshot,
            Knows = snapshot.Masters.Select(master => master.OtherSentinels + 1).DefaultIfEmpty(1).Max(),
            Peers = SmallMap<InstanceView>.Of(peers),
            DownPeers = SmallMap<PeerClaim>.Of(down),
            Record = counts ? Known(before.Record, taken) : before.Record,
        };
    }

    /// <summary>The same object where nothing is new: only what is another one is written to the journal.</summary>
    private static SentinelRecord Known(SentinelRecord before, SnapshotTaken taken)
    {
        var after = before with
        {
            Address = taken.Sentinel.Address,
            KnownSince = before.KnownSince ?? taken.At,
            ProcessId = taken.Snapshot.ProcessId.Length > 0 ? taken.Snapshot.ProcessId : before.ProcessId,
        };
        return after == before ? before : after;
    }

    /// <summary>
    /// An announcement of a switch that is over: to an address that was master in a lower epoch than this sentinel answered with before it was heard. It was
    /// held up on its way, and the sentinel has moved on since.
    /// </summary>
    private static MasterView WithoutLateCopy(MasterView view, MasterRecord record) =>
        view.Announced is { } copy && view.VoteAt < copy.At && record.Switches.Any(past => past.Epoch < view.Epoch && past.Address.SameAs(copy.New))
            ? view with { Announced = null }
            : view;

    private static void Read(
        Turn turn, string id, MasterSnapshot reading, DateTimeOffset at, DateTimeOffset asked, bool firstEver, bool restarted, DateTimeOffset settled, bool prompted)
    {
        var master = turn.Master(reading.Name);
        var before = master.Views.GetValueOrDefault(id);
        var basis = before switch
        {
            null => new MasterView { SettlingUntil = settled },
            _ when restarted => before with
            {
                Down = null,
                ODown = null,
                Announced = null,
                Attempt = before.Attempt is { Running: true } attempt ? attempt with { EndedAt = at } : before.Attempt,
                SettlingUntil = settled,
            },
            _ => before,
        };
        var after = WithoutLateCopy(Readings.Apply(basis, reading, at, asked, prompted), master.Record);
        if (firstEver && after.NoQuorumSince is not null)
        {
            after = after with { NoQuorumSince = DateTimeOffset.MinValue };
        }

        turn.Put(master with { Views = master.Views.SetItem(id, after) });
        if (asked < master.TrustedFrom)
        {
            return;
        }

        if (!master.Record.MonitoredBy.Contains(id))
        {
            MonitoringRule.NowMonitored(turn, reading.Name, id, at, EvidenceSource.Snapshot, isNews: !firstEver);
        }

        MonitoringRule.SettingsKnown(turn, reading.Name, id, reading.Settings, at, EvidenceSource.Snapshot);
    }
}
