using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MinReplicasImpossible : ILintRule
{
    public RuleText Text { get; } = new(
        "SE058",
        nameof(MinReplicasImpossible),
        Severity.Critical,
        "min-replicas-to-write is more than there can be",
        "A master with fewer good replicas refuses every write (NOREPLICAS). After a failover there is one replica less until the old master is back: what just holds today stops all writes then.",
        "CONFIG GET min-replicas-to-write of every data node, against the number of replicas",
        "Set it below the number of replicas, on every data node.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var replicas = master.OtherReplicas.Count(replica => !StaleReplica.Is(replica));
            if (replicas == 0)
            {
                // That there is none at all is what is to be mended, and told elsewhere.
                continue;
            }

            foreach (var node in fleet.NodesOf(master).Where(node => node.Settings.Number("min-replicas-to-write") is > 0))
            {
                var wanted = node.Settings.Number("min-replicas-to-write")!.Value;
                var isMaster = node.Address.SameAs(master.Address);
                if (wanted > replicas || (!isMaster && wanted > replicas - 1))
                {
                    yield return new Discovery(
                        master.Name,
                        node.Address.ToString(),
                        $"{node.Address} asks for {Wording.Count(wanted, "replica")} to take a write; {(isMaster ? $"there are {Wording.Number(replicas)}" : $"as master after a failover it would have {Wording.Number(Math.Max(replicas - 1, 0))}, and {Wording.Number(replicas)} once the old master is back")}",
                        Cures.On(node.Address, Cures.ConfigSet("min-replicas-to-write", Wording.Number(Math.Max(replicas - 1, 0)))))
                    {
                        Severity = wanted > replicas ? null : Severity.Warning,
                    };
                }
            }
        }
    }
}
