using System.Collections.Immutable;
using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Replicas and sentinels that join, leave or move. The master counts as a data node like its replicas, so a switch changes nothing here.
/// Sentinels publish no event when they forget a member; only their lists tell.
/// </summary>
internal static class TopologyRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        if (!turn.ReadWhole && (master.Holding.IsEmpty || !IsAnyHeld(master.Holding)))
        {
            return master;
        }

        var electorate = Electorate.Of(turn, master);
        var votes = electorate.OnConfig.FindAll(vote => vote.Value is { Replicas: not null, Peers: not null });
        if (votes.Count < electorate.Majority)
        {
            return master;
        }

        var nodes = Nodes(votes);
        var sentinels = Sentinels(turn, votes);
        if (master.Record.Members is null)
        {
            return master with { Record = master.Record with { Members = new Members(Addresses(nodes), Addresses(sentinels)) } };
        }

        master = Compare(turn, master, electorate, TopologyMember.Replica, nodes, votes);
        return Compare(turn, master, electorate, TopologyMember.Sentinel, sentinels, votes);
    }

    private static MasterState Compare(
        Turn turn, MasterState master, Electorate electorate, TopologyMember member, SortedDictionary<string, Known> now, Votes votes)
    {
        var before = member == TopologyMember.Replica ? master.Record.Members!.Nodes : master.Record.Members!.Sentinels;
        foreach (var id in now.Keys.Concat(before.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
        {
            var isKnown = now.TryGetValue(id, out var known);
            var wasKnown = before.TryGetValue(id, out var address);
            var patience = known?.By.Count >= electorate.Majority ? TimeSpan.Zero : Patience.Joined;
            if (Holding.HeldFor(ref master, $"joined:{member}:{id}", isKnown && !wasKnown, turn.Now, patience, out _))
            {
                master = Change(turn, master, electorate, member, TopologyChange.Joined, id, null, known!.Address, known.By);
            }
            else if (Holding.HeldFor(ref master, $"left:{member}:{id}", !isKnown && wasKnown, turn.Now, Patience.Left, out _))
            {
                master = Change(turn, master, electorate, member, TopologyChange.Left, id, address, null, [.. votes.Select(vote => vote.Key)]);
            }
            else if (member == TopologyMember.Sentinel && isKnown && wasKnown && known!.By.Count >= electorate.Majority && !known.Address.SameAs(address))
            {
                master = Change(turn, master, electorate, member, TopologyChange.Moved, id, address, known.Address, known.By);
            }
        }

        return master;
    }

    private static MasterState Change(
        Turn turn, MasterState master, Electorate electorate, TopologyMember member, TopologyChange change, string id, HostAddress? before, HostAddress? after, List<string> by)
    {
        var ordinal = master.Record.TopologyOrdinal + 1;
        var members = master.Record.Members!;
        var changed = member == TopologyMember.Replica
            ? members with { Nodes = Set(members.Nodes, id, after) }
            : members with { Sentinels = Set(members.Sentinels, id, after) };
        master = master with
        {
            Holding = master.Holding.Remove($"joined:{member}:{id}").Remove($"left:{member}:{id}"),
            Record = master.Record with { Members = changed, TopologyOrdinal = ordinal },
        };

        // A young deployment is still finding its members when this service first looks; that is no change of it.
        if (change == TopologyChange.Joined && turn.Now < turn.State.Record.FirstStartAt + Patience.Left)
        {
            return master;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/topology{ordinal}");
        turn.Announce(
            $"{key}/TopologyChanged",
            turn.IdOf(key),
            new TopologyChanged
            {
                Master = master.Name,
                Generation = master.Record.Generation,
                Epoch = master.Record.Agreed!.Epoch,
                Member = member,
                Change = change,
                Id = id,
                OldAddress = before,
                NewAddress = after,
                MasterAddress = master.Record.Agreed.Address,
            },
            [.. by.Select(sentinel => turn.Witness(sentinel, turn.Now, EvidenceSource.Snapshot))],
            new AgreementReached(AgreementBasis.Own, 1, by.Count, electorate.Known),
            Severity.Info,
            turn.Now);
        return master;
    }

    private static bool IsAnyHeld(SmallMap<DateTimeOffset> holding)
    {
        foreach (var (condition, _) in holding)
        {
            if (IsHeld(condition))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHeld(string condition) => condition.StartsWith("joined:", StringComparison.Ordinal) || condition.StartsWith("left:", StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, HostAddress> Set(ImmutableSortedDictionary<string, HostAddress> members, string id, HostAddress? address) =>
        address is { } value ? members.SetItem(id, value) : members.Remove(id);

    private static ImmutableSortedDictionary<string, HostAddress> Addresses(SortedDictionary<string, Known> known) =>
        known.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Address, StringComparer.Ordinal);

    private static SortedDictionary<string, Known> Nodes(Votes votes)
    {
        var nodes = new SortedDictionary<string, Known>(StringComparer.Ordinal);
        foreach (var (id, view) in votes)
        {
            foreach (var address in view.Replicas!.Values.Select(replica => replica.Address).Append(view.Address).Append(view.Instance))
            {
                Add(nodes, address.Canonical().ToString(), address, id);
            }
        }

        return nodes;
    }

    private static SortedDictionary<string, Known> Sentinels(Turn turn, Votes votes)
    {
        var sentinels = new SortedDictionary<string, Known>(StringComparer.Ordinal);
        foreach (var (id, view) in votes)
        {
            foreach (var (peer, instance) in view.Peers!)
            {
                Add(sentinels, peer, instance.Address, id);
            }
        }

        foreach (var (id, _) in votes.Where(vote => !sentinels.ContainsKey(vote.Key)))
        {
            Add(sentinels, id, turn.Sentinel(id).Address, id);
        }

        return sentinels;
    }

    private static void Add(SortedDictionary<string, Known> members, string id, HostAddress address, string by)
    {
        if (address.Host.Length == 0)
        {
            return;
        }

        if (!members.TryGetValue(id, out var known))
        {
            members[id] = known = new Known(address, []);
        }

        if (!known.By.Contains(by))
        {
            known.By.Add(by);
        }
    }

    private sealed record Known(HostAddress Address, List<string> By);
}
