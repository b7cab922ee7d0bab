using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SecondWritableMaster : ILintRule
{
    public RuleText Text { get; } = new(
        "SE048",
        nameof(SecondWritableMaster),
        Severity.Critical,
        "A second node takes writes",
        "The demoted master goes on as a master until a sentinel makes it a replica: some ten seconds after a failover by hand, for ever where the sentinels cannot log in to it. What is written to it is lost when it follows. Or somebody changed a role behind the sentinels' back.",
        "ROLE of every data node; SENTINEL REPLICAS: role-reported master; SENTINEL MASTER: role-reported slave",
        "Make it a replica of the master that the sentinels agree on.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            foreach (var replica in master.OtherReplicas.Where(replica => !fleet.IsMaster(replica.Address)))
            {
                var node = fleet.Node(replica.Address) is { IsRead: true, Role.Length: > 0 } read ? read : null;
                var views = replica.Views.Where(view => !view.Fields.IsSubjectivelyDown && !view.Fields.HasFlag("promoted") && view.Fields.Text("role-reported") == "master").ToList();
                var being = replica.Views.Any(view => view.Fields.HasFlag("promoted"));
                if (node is null ? views.Count > 0 && !master.IsFailingOver : node.Role == "master" && !being)
                {
                    yield return new Discovery(
                        master.Name,
                        replica.Address.ToString(),
                        $"{replica.Address} is a master{(node is null ? " as it told the sentinels" : " by its own word")}{Since(views)}, while {Wording.List(master.Agreeing.Select(sight => sight.Sentinel.Address))} name {master.Address}",
                        $"{Cures.On(replica.Address, Cures.ReplicaOf(master.Address), "CONFIG REWRITE")} (what was written to it meanwhile is lost; the sentinels do the same after about ten seconds if they can)");
                }
            }

            if (!master.IsFailingOver && fleet.Node(master.Address) is { IsRead: true, Role: "slave" } demoted)
            {
                var since = master.Agreeing.Where(sight => sight.Master.Fields.Text("role-reported") == "slave").Select(sight => sight.Master.Fields.Milliseconds("role-reported-time") ?? TimeSpan.Zero);
                yield return new Discovery(
                    master.Name,
                    master.Address.ToString(),
                    $"{master.Address}, which the sentinels name as master, is a replica{(demoted.Info.Text("master_host") is { Length: > 0 } host ? $" of {host}:{demoted.Info.Text("master_port")}" : "")}" +
                    (since.DefaultIfEmpty(TimeSpan.Zero).Max() is { Ticks: > 0 } time ? $", for {Wording.For(time)} at least" : ""),
                    $"before the sentinels fail over to a third node: {Cures.On(master.Address, "REPLICAOF NO ONE")}, and on the node that took its place: {Cures.ReplicaOf(master.Address)}; to move a master use SENTINEL FAILOVER");
            }
        }
    }

    private static string Since(List<InstanceSight> views) =>
        views.Select(view => view.Fields.Milliseconds("role-reported-time") ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Max() is { Ticks: > 0 } time ? $" for {Wording.For(time)} at least" : "";
}
