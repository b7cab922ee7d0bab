using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Prospects;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class NoPromotableReplica : ILintRule
{
    public RuleText Text { get; } = new(
        "SE041",
        nameof(NoPromotableReplica),
        Severity.Critical,
        "No replica can be promoted",
        "A leader passes over replicas that are down, that have priority 0, or whose link to the master was down for too long. With none left it gives up (-failover-abort-no-good-slave) and tries again, without end. SENTINEL CKQUORUM still says OK.",
        "SENTINEL REPLICAS: flags, slave-priority, master-link-down-time, info-refresh",
        "Make at least one replica fit: its priority, its link, its process.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => master.HasOnlyUnfitReplicas && !master.RefusesEverybody))
        {
            var views = master.OtherReplicas.SelectMany(replica => replica.Views.Select(view => (replica.Address, Why: Candidates.Unpromotable(view.By, view.Fields), view.Fields))).ToList();
            var replicas = views.DistinctBy(view => view.Address).ToList();
            var never = replicas.Where(view => view.Fields.Number("slave-priority") == 0).Select(view => view.Address).ToList();
            yield return new Discovery(
                master.Name,
                master.Name,
                Wording.List(replicas.Select(view => $"{view.Address}: {view.Why}")),
                never.Count > 0
                    ? Cures.On(never, Cures.ConfigSet("replica-priority", "100"))
                    : $"start {Wording.List(replicas.Select(view => view.Address))} again, and see that {Cures.On(replicas[0].Address, "INFO replication")} shows master_link_status:up");
        }
    }
}
