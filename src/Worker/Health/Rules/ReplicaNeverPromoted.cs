using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaNeverPromoted : ILintRule
{
    public RuleText Text { get; } = new(
        "SE061",
        nameof(ReplicaNeverPromoted),
        Severity.Info,
        "A replica has priority 0",
        "It is never promoted, so it counts for nothing in a failover. Often meant so, for a replica that makes backups or stands far away; sometimes forgotten after work on it.",
        "SENTINEL REPLICAS: slave-priority 0",
        "Give it a priority if it is to be promoted; the lowest above 0 comes first.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => !master.HasOnlyUnfitReplicas))
        {
            var never = master.OtherReplicas.Where(replica => replica.Views.All(view => view.Fields.Number("slave-priority") == 0)).ToList();
            foreach (var replica in never)
            {
                yield return new Discovery(
                    master.Name,
                    replica.Address.ToString(),
                    $"{replica.Address} has priority 0; {Wording.Number(master.OtherReplicas.Count() - never.Count)} of {Wording.Count(master.OtherReplicas.Count(), "replica")} could be promoted by their priority",
                    Cures.On(replica.Address, Cures.ConfigSet("replica-priority", "100")));
            }
        }
    }
}
