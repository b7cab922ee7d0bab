using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class DownAfterVeryLarge : ILintRule
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private const long AsShipped = 30_000;

    public RuleText Text { get; } = new(
        "SE055",
        nameof(DownAfterVeryLarge),
        Severity.Warning,
        "down-after-milliseconds is very large",
        "For so long nobody even begins to replace a dead master: every outage lasts at least that. A replica's link, too, may then be down for ten times as long before the replica counts as unfit.",
        "SENTINEL MASTER: down-after-milliseconds",
        "30 000 ms, as shipped, or less.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var found = master.Sights.Where(sight => sight.Master.DownAfter > Limit).ToList();
            if (master.AgreesWithAny(found, DifferingSetting.DownAfter))
            {
                var where = found.Select(sight => sight.Sentinel.Address).ToList();
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"a dead master goes unnoticed for {Wording.For(found.Max(sight => sight.Master.DownAfter))} at {Wording.List(where)}",
                    Cures.On(where, Cures.SentinelSet(master.Name, "down-after-milliseconds", AsShipped)));
            }
        }
    }
}
