using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ScriptConfigured : ILintRule
{
    private static readonly string[] Options = ["notification-script", "client-reconfig-script"];

    public RuleText Text { get; } = new(
        "SE023",
        nameof(ScriptConfigured),
        Severity.Info,
        "Sentinels run scripts of their own",
        "Each sentinel runs it by itself, for its own copy of each event, so people are told several times beside this service. Where only some have it, it does not run when another one leads the failover.",
        "SENTINEL MASTER: notification-script, client-reconfig-script",
        "Take it away where this service does its work; else have it at every sentinel.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            foreach (var option in Options)
            {
                var having = master.Sights.Where(sight => sight.Master.Fields.Text(option).Length > 0).ToList();
                if (having.Count > 0)
                {
                    var where = having.Select(sight => sight.Sentinel.Address).ToList();
                    yield return new Discovery(
                        master.Name,
                        option,
                        $"{option} {having[0].Master.Fields.Text(option)} at {Wording.List(where)}, {(having.Count == master.Sights.Count ? "all" : "some")} of {Wording.Count(master.Sights.Count, "sentinel")}",
                        $"{Cures.On(where, $"SENTINEL SET {Cures.Word(master.Name)} {option} \"\"")}; where that is refused (deny-scripts-reconfig) remove the line \"sentinel {option} {master.Name}\" from its configuration while it is stopped")
                    {
                        Severity = having.Count == master.Sights.Count ? null : Severity.Warning,
                    };
                }
            }
        }
    }
}
