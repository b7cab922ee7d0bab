using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MixedVersions : ILintRule
{
    public RuleText Text { get; } = new(
        "SE022",
        nameof(MixedVersions),
        Severity.Info,
        "Sentinels of different versions",
        "They work together, but not alike: commands, events and repaired faults differ, so that a failover goes by the version of whoever leads it. Redis and Valkey have grown apart since 7.2.",
        "INFO server of every sentinel: redis_version, valkey_version",
        "Upgrade the older ones, one after the other.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var releases = fleet.Read.Select(sentinel => (sentinel.Address, Release: Release.Of(sentinel.Info))).Where(one => one.Release is not null)
            .GroupBy(one => one.Release!)
            .OrderByDescending(same => same.Key.Product, StringComparer.Ordinal).ThenByDescending(same => same.Key.Number)
            .ToList();
        if (releases.Count > 1)
        {
            yield return new Discovery(
                null,
                "sentinels",
                string.Join("; ", releases.Select(same => $"{same.Key}: {Wording.List(same.Select(one => one.Address))}")),
                $"install {releases[0].Key} at {Wording.List(releases.Skip(1).SelectMany(same => same).Select(one => one.Address))} and restart them, one at a time")
            {
                Severity = releases.Exists(same => same.Key.Product != releases[0].Key.Product) ? Severity.Warning : null,
            };
        }
    }
}
