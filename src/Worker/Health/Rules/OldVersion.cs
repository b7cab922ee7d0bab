using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class OldVersion : ILintRule
{
    private static readonly Version Oldest = new(6, 2, 0);

    public RuleText Text { get; } = new(
        "SE021",
        nameof(OldVersion),
        Severity.Warning,
        "A version older than 6.2",
        "It gets no repairs any more. Such sentinels know no ACLs, tell anybody who subscribes the password of a master when it is set (+set), and do not say when saving their configuration fails.",
        "INFO server: redis_version",
        "Upgrade: sentinels one after the other, then replicas, then the master after a failover.");

    public IEnumerable<Discovery> Look(Fleet fleet) =>
        fleet.Read.Select(sentinel => (sentinel.Address, Kind: "sentinel", Release: Release.Of(sentinel.Info)))
            .Concat(fleet.Inspection.Nodes.Where(node => node.IsRead).Select(node => (node.Address, Kind: "data node", Release: Release.Of(node.Info))))
            .Where(one => one.Release is { Product: "Redis" } release && release.Number < Oldest)
            .Select(one => new Discovery(
                null,
                one.Address.ToString(),
                $"the {one.Kind} {one.Address} runs {one.Release}",
                one.Kind == "sentinel"
                    ? $"install 7.2 or later on {one.Address.Host} and restart that sentinel; one sentinel at a time"
                    : $"install 7.2 or later on {one.Address.Host} and restart {one.Address}; a master only after SENTINEL FAILOVER has made it a replica"));
}
