using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Prospects;

namespace SentinelEvents.Worker.Health;

/// <summary>Would a failover of one master succeed if it died now? It would if any sentinel could lead one.</summary>
internal sealed class Prospect
{
    private readonly Fleet fleet;
    private readonly MasterSurvey master;
    private readonly IReadOnlyList<Candidate> candidates;
    private readonly IReadOnlyList<Candidate> able;
    private readonly Roster roster;

    private Prospect(Fleet fleet, MasterSurvey master)
    {
        this.fleet = fleet;
        this.master = master;
        candidates = Candidates.Of(fleet, master);
        able = [.. candidates.Where(candidate => candidate.Succeeds(Losses.None))];
        roster = new Roster(master, candidates);
    }

    public static MasterHealth Of(Fleet fleet, MasterSurvey master) => new Prospect(fleet, master).Health();

    private MasterHealth Health()
    {
        var margin = Margin(out var grave);
        var (verdict, reasons) = Judge(margin, grave);
        return new MasterHealth
        {
            Cluster = fleet.Inspection.Cluster,
            Master = master.Name,
            Address = master.Address,
            Epoch = master.Epoch,
            Verdict = verdict,
            Reasons = reasons,
            Margin = margin,
            Members = [.. roster.Members()],
        };
    }

    private (HealthVerdict Verdict, IReadOnlyList<string> Reasons) Judge(HealthMargin margin, IReadOnlyList<string> grave)
    {
        var unread = UnreadButUp();
        var absent = Absent();
        var enoughRead = master.Sights.Count + absent.Count >= master.Majority;
        if (able.Count == 0)
        {
            IReadOnlyList<string> why = [.. candidates.GroupBy(candidate => candidate.WhyNot!, StringComparer.Ordinal).Select(same => Because(same.Key, [.. same])), .. WhyAbsent(absent), .. WhyNoReplica()];
            return candidates.All(candidate => candidate.Obstacle is Obstacle.PeersUnreadable or Obstacle.ReplicasUnreadable)
                ? (HealthVerdict.Unknown, why)
                : unread.Count > 0 && !enoughRead
                    ? (HealthVerdict.Unknown, [TooFewRead(unread), .. why])
                    : (HealthVerdict.WouldFail, why);
        }

        if (!enoughRead)
        {
            return (HealthVerdict.Unknown, [TooFewRead(unread)]);
        }

        IReadOnlyList<string> doubts = [.. Doubts(margin, grave), .. WhyAbsent(absent)];
        return doubts.Count == 0
            ? (HealthVerdict.Ready, [string.Create(CultureInfo.InvariantCulture, $"{Wording.Count(able.Count, "sentinel")} of {master.Known} could lead a failover, {Wording.Count(able[0].Promotable.Count, "replica")} could be promoted")])
            : (HealthVerdict.AtRisk, doubts);
    }

    /// <summary>It would succeed, but.</summary>
    private IEnumerable<string> Doubts(HealthMargin margin, IReadOnlyList<string> grave)
    {
        var views = master.Sights.Where(sight => !master.Agreeing.Contains(sight)).ToList();
        if (master.IsFailingOver)
        {
            yield return "a failover is running";
        }
        else if (views.Count > 0)
        {
            yield return $"{Names(views.Select(sight => sight.Sentinel.Address))} {(views.Count == 1 ? "holds" : "hold")} another view than {master.Address} at epoch {master.Epoch.ToString(CultureInfo.InvariantCulture)}";
        }

        var down = master.Sights.Where(sight => sight.Master.Fields.IsSubjectivelyDown).ToList();
        if (down.Count > 0)
        {
            yield return $"the master is down now in the eyes of {Names(down.Select(sight => sight.Sentinel.Address))}";
        }

        if (fleet.Node(master.Address) is { IsRead: true, Role: "slave" })
        {
            yield return $"{master.Address} itself says that it is a replica";
        }

        foreach (var same in candidates.Where(candidate => candidate.WhyNot is not null).GroupBy(candidate => candidate.WhyNot!, StringComparer.Ordinal))
        {
            yield return Because(same.Key, [.. same]);
        }

        if (margin.Sentinels == 0)
        {
            yield return "the death of one more sentinel would prevent it";
        }

        foreach (var host in grave)
        {
            yield return $"{host} alone would prevent it by its death";
        }

        if (able.All(candidate => candidate.Promotable.All(address => !roster.LinkIsUp(address))))
        {
            yield return "no replica that could be promoted has its link to the master up; what it lacks would be lost";
        }

        if (WritesRefusedAfterwards() is { } refused)
        {
            yield return refused;
        }
    }

    private HealthMargin Margin(out IReadOnlyList<string> grave)
    {
        grave = [];
        if (candidates.All(candidate => candidate.Obstacle != Obstacle.None))
        {
            return new HealthMargin();
        }

        var promotable = able.SelectMany(candidate => candidate.Promotable).Distinct().Count();
        if (able.Count == 0)
        {
            var free = candidates.Where(candidate => candidate.Obstacle == Obstacle.None).ToList();
            return new HealthMargin
            {
                Sentinels = free.Max(candidate => Math.Min(candidate.Voters.Count - candidate.VotesNeeded, candidate.Reporters.Count - candidate.Quorum)),
                Replicas = free.Max(candidate => candidate.Promotable.Count) - 1,
            };
        }

        var together = Together();
        var hosts = together.Where(group => !Possible(group.Losses)).ToList();
        grave = [.. hosts.Where(group => group.Grave).Select(group => group.Name)];
        return new HealthMargin { Sentinels = SentinelMargin(), Replicas = promotable - 1, Hosts = [.. hosts.Select(group => group.Name)] };
    }

    /// <summary>The fewest sentinels whose death prevents it, whichever they are, less one.</summary>
    private int SentinelMargin()
    {
        var alive = able.SelectMany(candidate => candidate.Voters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        for (var count = 1; count < alive.Count; count++)
        {
            if (Choice.Of(alive, count).Any(dead => !Possible(Losses.None with { Sentinels = dead })))
            {
                return count - 1;
            }
        }

        return alive.Count - 1;
    }

    private bool Possible(Losses losses) => able.Any(candidate => candidate.Succeeds(losses));

    /// <summary>What dies together, by host and by rack. Grave: the master is among it, or more than one member.</summary>
    private IEnumerable<(string Name, Losses Losses, bool Grave)> Together()
    {
        var racks = fleet.Inspection.Racks;
        var members = roster.Sentinels().Select(place => (place.Address, Sentinel: (string?)place.Id, Replica: (HostAddress?)null))
            .Concat(roster.Replicas.Select(replica => (replica.Address, Sentinel: (string?)null, Replica: (HostAddress?)replica.Address.Canonical())))
            .ToList();
        var masters = Hosts.Of(master.Address, racks).ToHashSet(StringComparer.Ordinal);
        return members.SelectMany(member => Hosts.Of(member.Address, racks).Select(host => (Host: host, Member: member)))
            .GroupBy(place => place.Host, place => place.Member, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (
                group.Key,
                new Losses(
                    group.Where(member => member.Sentinel is not null).Select(member => member.Sentinel!).ToHashSet(StringComparer.Ordinal),
                    group.Where(member => member.Replica is not null).Select(member => member.Replica!.Value).ToHashSet()),
                masters.Contains(group.Key) || group.Count() > 1));
    }

    /// <summary>The replica that takes over brings its own min-replicas-to-write, and one replica less follows it.</summary>
    private string? WritesRefusedAfterwards()
    {
        var good = roster.Replicas.Count(replica => replica.Views.Any(view => !view.Fields.IsSubjectivelyDown));
        foreach (var replica in able.SelectMany(candidate => candidate.Promotable).Distinct())
        {
            if (fleet.Node(replica)?.Settings.Number("min-replicas-to-write") is { } wanted && wanted > good - 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{replica} would refuse writes as master: its min-replicas-to-write is {wanted}, and {good - 1} would follow it");
            }
        }

        return null;
    }

    private static IEnumerable<string> WhyAbsent(List<HostAddress> absent) =>
        absent.Count == 0 ? [] : [$"{Names(absent)} {(absent.Count == 1 ? "does" : "do")} not monitor it"];

    private IEnumerable<string> WhyNoReplica() => candidates.Any(candidate => candidate.Promotable.Count > 0) || candidates.All(candidate => candidate.Obstacle == Obstacle.ReplicasUnreadable)
        ? []
        : roster.Replicas.Count == 0
            ? ["the sentinels know no replica"]
            : roster.Replicas.Select(replica => $"replica {replica.Address}: {replica.Views.Select(view => Candidates.Unpromotable(view.By, view.Fields)).FirstOrDefault(why => why is not null) ?? "fit"}");

    /// <summary>Sentinels that could be read, but do not monitor the master: they neither call it down nor vote.</summary>
    private List<HostAddress> Absent() => [.. roster.Peers.Where(peer => Reads(peer) && !candidates.Any(candidate => candidate.Id == peer.Views[0].Fields.RunId)).Select(peer => peer.Address)];

    /// <summary>Sentinels that another one holds for up, but that could not be read from here.</summary>
    private List<HostAddress> UnreadButUp() => [.. roster.Peers.Where(peer => !Reads(peer) && peer.Views.Any(view => !view.Fields.IsSubjectivelyDown)).Select(peer => peer.Address)];

    private bool Reads(InstanceSurvey peer) => fleet.Read.Any(sentinel => sentinel.Id == peer.Views[0].Fields.RunId);

    private string TooFewRead(List<HostAddress> unread) =>
        string.Create(CultureInfo.InvariantCulture, $"only {master.Sights.Count} of {master.Known} sentinels could be read{(unread.Count == 0 ? "" : $"; {Names(unread)} could not, though others hold {(unread.Count == 1 ? "it" : "them")} for up")}");

    private string Because(string why, IReadOnlyList<Candidate> sentinels) =>
        sentinels.Count == candidates.Count && sentinels.Count > 1 ? $"every sentinel: {why}" : $"sentinel {Names(sentinels.Select(sentinel => sentinel.Address))}: {why}";

    private static string Names(IEnumerable<HostAddress> addresses) => string.Join(", ", addresses.Select(address => address.ToString()).Distinct(StringComparer.Ordinal));
}
