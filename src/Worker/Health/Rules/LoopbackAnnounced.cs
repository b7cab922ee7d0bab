using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class LoopbackAnnounced : ILintRule
{
    public RuleText Text { get; } = new(
        "SE051",
        nameof(LoopbackAnnounced),
        Severity.Critical,
        "A loopback address is announced",
        "On every machine it means that machine itself: sentinels and clients elsewhere reach the wrong process or none, and after a failover replicas on other hosts are told to follow themselves. With all members on one machine it works, but for nobody else.",
        "SENTINEL MASTER, REPLICAS, SENTINELS: ip 127.x, ::1 or localhost",
        "Monitor and announce the address by which all others reach the instance.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var announced = fleet.Masters.SelectMany(master => master.Sights.Select(sight => (sight.Master.Address, Kind: Kind.Master, Survey: master))
                .Concat(master.Replicas.SelectMany(replica => replica.Views.Select(view => (view.Fields.Address, Kind: Kind.Replica, Survey: master))))
                .Concat(master.Peers.SelectMany(peer => peer.Views.Select(view => (view.Fields.Address, Kind: Kind.Sentinel, Survey: master)))))
            .Where(one => one.Address.Host.Length > 0)
            .DistinctBy(one => one.Address.Canonical())
            .OrderBy(one => one.Kind).ThenBy(one => one.Address.ToString(), StringComparer.Ordinal)
            .ToList();
        var loopback = announced.Where(one => Loopback.Is(one.Address)).ToList();
        if (loopback.Count == 0)
        {
            return [];
        }

        return loopback.Count == announced.Count && fleet.Read.All(sentinel => Loopback.Is(sentinel.Address))
            ?
            [
                new Discovery(null, "loopback", $"all members announce loopback addresses, as {loopback[0].Address}", "nothing, as long as clients, sentinels and data nodes are on this one machine")
                {
                    Severity = Severity.Info,
                },
            ]
            : loopback.Select(one => new Discovery(
                one.Kind == Kind.Sentinel ? null : one.Survey.Name,
                one.Address.ToString(),
                $"the {(one.Kind == Kind.Master ? "master" : one.Kind == Kind.Replica ? "replica" : "sentinel")} {one.Address} is announced beside {Wording.List(announced.Where(other => !Loopback.Is(other.Address)).Select(other => other.Address).Concat(fleet.Read.Select(sentinel => sentinel.Address)).Where(other => !Loopback.Is(other)).Take(3))}",
                one.Kind switch
                {
                    Kind.Master => Cures.On(one.Survey.Watchers, $"SENTINEL REMOVE {Cures.Word(one.Survey.Name)}", $"SENTINEL MONITOR {Cures.Word(one.Survey.Name)} <its address> {Wording.Number(one.Address.Port)} {Wording.Number(one.Survey.Sights[0].Master.Quorum)}"),
                    Kind.Replica => $"{Cures.On(one.Address, Cures.ConfigSet("replica-announce-ip", "<its address>"))} (on its own machine)",
                    _ => $"{Cures.On(one.Address, "SENTINEL CONFIG SET announce-ip <its address>")} (on its own machine)",
                }));
    }

    private enum Kind
    {
        Master,
        Replica,
        Sentinel,
    }
}
