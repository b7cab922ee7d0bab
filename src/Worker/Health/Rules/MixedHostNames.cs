using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MixedHostNames : ILintRule
{
    public RuleText Text { get; } = new(
        "SE053",
        nameof(MixedHostNames),
        Severity.Warning,
        "Host names and addresses are mixed, or a name does not resolve",
        "Sentinels compare spellings, not machines: one node in two spellings is two. After a failover the sentinels hold whatever spelling its leader had. A name that does not resolve is announced as nothing, and a switch to it is told but never made.",
        "ip in SENTINEL MASTER, REPLICAS, SENTINELS of every sentinel",
        "resolve-hostnames and announce-hostnames alike at every sentinel, replica-announce-ip by name at every node; or addresses everywhere.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var nodes = master.Sights.Select(sight => sight.Master.Address).Concat(master.Replicas.SelectMany(replica => replica.Views).Select(view => view.Fields.Address)).ToList();
            var peers = master.Peers.SelectMany(peer => peer.Views).Select(view => view.Fields.Address).ToList();
            if (Mixed(nodes) is { } mixedNodes)
            {
                yield return new Discovery(
                    master.Name,
                    $"{master.Name}: data nodes",
                    mixedNodes,
                    $"{Cures.On(master.Watchers, "SENTINEL CONFIG SET resolve-hostnames yes", "SENTINEL CONFIG SET announce-hostnames yes")}; on every data node: CONFIG SET replica-announce-ip <its host name>, then CONFIG REWRITE");
            }

            if (Mixed(peers) is { } mixedPeers)
            {
                yield return new Discovery(
                    master.Name,
                    $"{master.Name}: sentinels",
                    mixedPeers,
                    Cures.On(master.Watchers, "SENTINEL CONFIG SET announce-ip <its own host name, at every sentinel>"));
            }
        }
    }

    private static string? Mixed(List<HostAddress> addresses)
    {
        var (names, ips, empty) = (addresses.Where(Spelling.IsName).ToList(), addresses.Where(Spelling.IsIp).ToList(), addresses.Where(address => address.Host.Length == 0).ToList());
        return empty.Count > 0 ? $"{Wording.List(empty)} {(empty.Distinct().Count() == 1 ? "is" : "are")} announced without a host: a name that does not resolve"
            : names.Count > 0 && ips.Count > 0 ? $"by name: {Wording.List(names)}; by address: {Wording.List(ips)}"
            : null;
    }
}
