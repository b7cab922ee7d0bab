using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MinReplicasUnset : ILintRule
{
    public RuleText Text { get; } = new(
        "SE057",
        nameof(MinReplicasUnset),
        Severity.Info,
        "min-replicas-to-write is not set",
        "A master that is cut off together with its clients goes on taking their writes while the others have a new one. All of them are lost when it comes back. With min-replicas-to-write 1 it stops after min-replicas-max-lag; but with a single replica, writes stop as well when that one dies.",
        "CONFIG GET min-replicas-to-write; INFO replication without min_slaves_good_slaves",
        "Set it on every data node, where losing writes is worse than refusing them.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => master.OtherReplicas.Any()))
        {
            if (fleet.Node(master.Address) is { IsRead: true } node
                && (node.Settings.Has("min-replicas-to-write")
                    ? node.Settings.Number("min-replicas-to-write") == 0
                    : node.Info.Text("role") == "master" && !node.Info.Has("min_slaves_good_slaves")))
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"{node.Address} takes writes without any replica; it has {Wording.Count(master.OtherReplicas.Count(), "replica")}",
                    Cures.On(fleet.NodesOf(master).Select(one => one.Address), "CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-max-lag 10", "CONFIG REWRITE"));
            }
        }
    }
}
