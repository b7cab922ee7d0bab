using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class NodeAuthenticationDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE050",
        nameof(NodeAuthenticationDiffers),
        Severity.Warning,
        "Data nodes differ in passwords",
        "It shows on the day of a failover: a master without masterauth cannot follow once it is demoted, and clients and sentinels that log in to one node are refused by, or enter unasked, another.",
        "CONFIG GET requirepass, CONFIG GET masterauth of every data node",
        "Set masterauth everywhere first, then the same requirepass everywhere.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var nodes = fleet.NodesOf(master).Where(node => node.Settings.Has("requirepass")).ToList();
            var (locked, open) = (nodes.Where(node => node.Settings.Text("requirepass") == "set").ToList(), nodes.Where(node => node.Settings.Text("requirepass") == "").ToList());
            if (locked.Count > 0 && open.Count > 0)
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"a password is asked by {Wording.List(locked.Select(node => node.Address))}, and none by {Wording.List(open.Select(node => node.Address))}",
                    Cures.On(open.Select(node => node.Address), Cures.ConfigSet("requirepass", "<the same password>")));
            }

            foreach (var node in nodes.Where(node => node.Settings.Has("masterauth") && node.Settings.Text("masterauth") == ""))
            {
                var others = locked.Where(other => other != node).ToList();
                if (others.Count > 0 && !master.OtherReplicas.Any(replica => replica.Address.SameAs(node.Address) && ReplicaLinkBroken.Broken(fleet, master, replica).Count > 0))
                {
                    yield return new Discovery(
                        master.Name,
                        node.Address.ToString(),
                        $"{node.Address} has no masterauth, but {Wording.List(others.Select(other => other.Address))} {(others.Count == 1 ? "asks" : "ask")} for a password",
                        Cures.On(node.Address, Cures.ConfigSet("masterauth", "<password>")));
                }
            }
        }
    }
}
