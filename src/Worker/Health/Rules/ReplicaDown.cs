using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaDown : ILintRule
{
    public RuleText Text { get; } = new(
        "SE042",
        nameof(ReplicaDown),
        Severity.Warning,
        "A replica is down",
        "It cannot be promoted, and takes part in no min-replicas-to-write. A failover has one choice less. Seen by some sentinels only, it is their way to it that is broken.",
        "SENTINEL REPLICAS: s_down",
        "Start it again.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => !master.IsFailingOver && !master.HasOnlyUnfitReplicas))
        {
            foreach (var replica in master.OtherReplicas.Where(replica => !StaleReplica.Is(replica)))
            {
                var down = replica.Views.Where(view => view.Fields.IsSubjectivelyDown && !Login.IsRefused(view.Fields)).ToList();
                if (down.Count > 0)
                {
                    var since = down.Max(view => view.Fields.Milliseconds("s-down-time") ?? TimeSpan.Zero);
                    var all = down.Count == replica.Views.Count;
                    yield return new Discovery(
                        master.Name,
                        replica.Address.ToString(),
                        $"{replica.Address} is down in the eyes of {(all ? "all" : Wording.List(down.Select(view => view.By.Sentinel.Address)))}, for {Wording.For(since)}",
                        all
                            ? $"start {replica.Address} again; if it is gone for good {Cures.ResetOneByOne(master)}"
                            : $"let {Wording.List(down.Select(view => view.By.Sentinel.Address.Host))} reach port {Wording.Number(replica.Address.Port)} of {replica.Address.Host}")
                    {
                        Severity = all ? null : Severity.Info,
                    };
                }
            }
        }
    }
}
