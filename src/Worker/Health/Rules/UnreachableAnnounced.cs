using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class UnreachableAnnounced : ILintRule
{
    public RuleText Text { get; } = new(
        "SE052",
        nameof(UnreachableAnnounced),
        Severity.Warning,
        "An announced address cannot be reached from here",
        "The sentinels say the instance is up, this service cannot connect to it: translated addresses (NAT, containers) or a firewall. Clients that stand where this service stands cannot connect either when they are sent there.",
        "Connections of this service to the addresses in SENTINEL MASTER, REPLICAS, SENTINELS; port 0",
        "Announce addresses and ports that hold everywhere, or let this service through.");

    /// <summary>Whether only others named it, and hold it for up, but it is out of reach.</summary>
    public static bool Is(SentinelPlace place) =>
        place is { Inspection: { Configured: false, Problem.Kind: InspectionProblemKind.Unreachable }, Views.Count: > 0 } && place.Views.Any(view => view.HearsIt);

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var place in fleet.Sentinels.Where(Is))
        {
            yield return new Discovery(
                null,
                place.Address.ToString(),
                $"sentinel {place.Address}: {place.Inspection!.Problem!.Text}; {Wording.List(place.Views.Where(view => view.HearsIt).Select(view => view.By.Sentinel.Address))} say it is up",
                $"open port {Wording.Number(place.Address.Port)} of {place.Address.Host} to this service, or on that sentinel: SENTINEL CONFIG SET announce-ip <address> and announce-port <port> that hold everywhere");
        }

        foreach (var place in fleet.Sentinels.Where(place => place.Views.Count > 0 && place.Views.All(view => view.Fields.Number("port") == 0)))
        {
            yield return new Discovery(
                null,
                $"{place.Id} at port 0",
                $"the sentinel with id {place.Id} is announced at port 0 of {place.Address.Host}, where nobody reaches it",
                "on that sentinel: SENTINEL CONFIG SET announce-port <its port>; where it listens on TLS only also \"tls-replication yes\" in its configuration");
        }

        var unreachable = fleet.Inspection.Nodes.Where(node => node.Problem?.Kind == InspectionProblemKind.Unreachable)
            .SelectMany(node => node.Masters.Select(master => (master, node)))
            .ToLookup(pair => pair.master, pair => pair.node, StringComparer.Ordinal);
        foreach (var master in fleet.Masters)
        {
            foreach (var node in unreachable[master.Name])
            {
                var up = Views(master, node.Address).Where(view => view.HearsIt).Select(view => view.By.Sentinel.Address).ToList();
                if (up.Count > 0)
                {
                    yield return new Discovery(
                        master.Name,
                        node.Address.ToString(),
                        $"data node {node.Address}: {node.Problem!.Text}; {Wording.List(up)} {(up.Count == 1 ? "says" : "say")} it is up",
                        $"open port {Wording.Number(node.Address.Port)} of {node.Address.Host} to this service, or on that node: CONFIG SET replica-announce-ip <address> and replica-announce-port <port> that hold everywhere");
                }
            }
        }
    }

    private static IEnumerable<InstanceSight> Views(MasterSurvey master, HostAddress node) =>
        master.Sights.Where(sight => sight.Master.Fields.Address.SameAs(node)).Select(sight => new InstanceSight(sight, sight.Master.Fields))
            .Concat(master.Replicas.Where(replica => replica.Address.SameAs(node)).SelectMany(replica => replica.Views));
}
