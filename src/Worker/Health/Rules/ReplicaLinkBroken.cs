using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaLinkBroken : ILintRule
{
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(5);

    public RuleText Text { get; } = new(
        "SE044",
        nameof(ReplicaLinkBroken),
        Severity.Warning,
        "A replica has lost its link to the master",
        "It runs and gets no data. After ten times down-after-milliseconds it may not be promoted any more; before that a failover to it loses what it lacks. No event of Sentinel tells of it.",
        "SENTINEL REPLICAS: master-link-status err, master-link-down-time",
        "Mostly masterauth, a firewall, or an output buffer of the master that is too small for a full copy.");

    /// <summary>The views by which its link is broken; none where it is not, or another rule tells of it.</summary>
    public static IReadOnlyList<InstanceSight> Broken(Fleet fleet, MasterSurvey master, InstanceSurvey replica) =>
        master.IsFailingOver || master.IsDown || master.HasOnlyUnfitReplicas
        || fleet.Node(replica.Address) is { IsRead: true } node && node.Info.Text("master_link_status") == "up"
        || ReplicaFollowsAnother.Other(fleet, master, replica) is not null
            ? []
            : [.. replica.Views.Where(view => !view.Fields.IsSubjectivelyDown && view.Fields.Text("role-reported") != "master" && view.Fields.Text("master-link-status") == "err"
                && (view.Fields.Number("master-link-down-time") is < 0 || view.Fields.Milliseconds("master-link-down-time") >= Brief))];

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            foreach (var replica in master.OtherReplicas)
            {
                var broken = Broken(fleet, master, replica);
                if (broken.Count == 0)
                {
                    continue;
                }

                var node = fleet.Node(replica.Address) is { IsRead: true } read ? read : null;
                var since = broken.Max(view => view.Fields.Milliseconds("master-link-down-time") ?? TimeSpan.Zero);
                var locked = node?.Settings.Text("masterauth") == "" && node.Settings.Has("masterauth") && fleet.Node(master.Address)?.Settings.Text("requirepass") == "set";
                yield return new Discovery(
                    master.Name,
                    replica.Address.ToString(),
                    $"{replica.Address}: link to the master {(since > TimeSpan.Zero ? $"down for {Wording.For(since)}" : "never up")}" +
                    (node?.Info.Text("master_sync_in_progress") == "1" ? ", a full copy is under way" : "") + (locked ? ", and it has no masterauth, while the master asks for a password" : ""),
                    locked || node is null
                        ? $"{Cures.On(replica.Address, Cures.ConfigSet("masterauth", "<password of the master>"))}{(locked ? "" : ", where the master asks for one; else see its log")}"
                        : $"see the log of {replica.Address} and that it reaches port {Wording.Number(master.Address.Port)} of {master.Address.Host}; if full copies break off, {Cures.On(master.Address, Cures.ConfigSet("client-output-buffer-limit", "\"replica 1gb 256mb 120\""))}");
            }
        }
    }
}
