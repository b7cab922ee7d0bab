using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MixedNodeVersions : ILintRule
{
    public RuleText Text { get; } = new(
        "SE068",
        nameof(MixedNodeVersions),
        Severity.Warning,
        "Data nodes of different versions",
        "An older server cannot load the data of a newer one. Once a newer replica is promoted, older ones, the old master among them, cannot follow it any more, and the way back is closed.",
        "INFO server of every data node: redis_version, valkey_version",
        "Upgrade replicas first, then fail over, then upgrade the old master, soon.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var releases = fleet.NodesOf(master).Select(node => (node.Address, Release: Release.Of(node.Info))).Where(one => one.Release is not null)
                .GroupBy(one => one.Release!)
                .OrderByDescending(same => same.Key.Product, StringComparer.Ordinal).ThenByDescending(same => same.Key.Number)
                .ToList();
            if (releases.Count > 1)
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    string.Join("; ", releases.Select(same => $"{same.Key}: {Wording.List(same.Select(one => one.Address))}")),
                    $"install {releases[0].Key} at {Wording.List(releases.Skip(1).SelectMany(same => same).Select(one => one.Address).Where(address => !address.SameAs(master.Address)).DefaultIfEmpty(master.Address))}; then {Cures.On(master.Watchers.First(), $"SENTINEL FAILOVER {Cures.Word(master.Name)}")} and upgrade the old master {master.Address}")
                {
                    Severity = releases.TrueForAll(same => (same.Key.Product, same.Key.Number.Major, same.Key.Number.Minor) == (releases[0].Key.Product, releases[0].Key.Number.Major, releases[0].Key.Number.Minor))
                        ? Severity.Info
                        : null,
                };
            }
        }
    }
}
