using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class PersistenceOff : ILintRule
{
    public RuleText Text { get; } = new(
        "SE069",
        nameof(PersistenceOff),
        Severity.Info,
        "Data nodes keep nothing on disk",
        "A master that is restarted faster than down-after-milliseconds comes back empty and is still the master: every replica copies the emptiness. Harmless for a cache; otherwise nothing may restart such a master by itself.",
        "CONFIG GET save empty, CONFIG GET appendonly no",
        "Save to disk, or see that nothing restarts a data node by itself.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var without = fleet.NodesOf(master).Where(node => node.Settings.Has("save") && node.Settings.Text("save").Length == 0 && node.Settings.Text("appendonly") == "no")
                .Select(node => node.Address).ToList();
            if (without.Count > 0)
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"neither save nor appendonly at {Wording.List(without)}",
                    Cures.On(without, Cures.ConfigSet("appendonly", "yes")));
            }
        }
    }
}
