using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class UnknownMasterName : ILintRule
{
    public RuleText Text { get; } = new(
        "SE028",
        nameof(UnknownMasterName),
        Severity.Warning,
        "A configured master is unknown to the sentinels",
        "What is meant by it is watched by nobody: a slip of the pen here, or a master that was removed, or never monitored, there.",
        "Masters of the cluster in the configuration, against SENTINEL MASTERS of every sentinel",
        "Correct the name in the configuration, or monitor the master.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var names = fleet.Read.SelectMany(sentinel => sentinel.AllMasters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return fleet.Read.Count == 0 ? [] : fleet.Inspection.Wanted.Distinct(StringComparer.Ordinal).Where(glob => !names.Exists(name => Glob.IsMatch(glob, name))).Select(glob => new Discovery(
            null,
            glob,
            $"no sentinel monitors \"{glob}\"; {(names.Count == 0 ? "none monitors anything" : $"they monitor {Wording.List(names)}")}",
            $"correct Masters of the cluster {fleet.Inspection.Cluster}, or {Cures.On(fleet.Read.Select(sentinel => sentinel.Address), $"SENTINEL MONITOR {Cures.Word(glob)} <address> <port> <quorum>")}"));
    }
}
