using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class DownAfterTooSmall : ILintRule
{
    private static readonly TimeSpan Low = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TooLow = TimeSpan.FromSeconds(1);
    private const long Sound = 5000;

    public RuleText Text { get; } = new(
        "SE054",
        nameof(DownAfterTooSmall),
        Severity.Warning,
        "down-after-milliseconds is very small",
        "A slow command, a fork for saving, a pause of a virtual machine last a second now and then. Each then is an outage, and a failover of a master that is well costs more than the pause.",
        "SENTINEL MASTER: down-after-milliseconds",
        "Some 5000 ms; below 2000 ms only on hardware that you know well.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var found = master.Sights.Where(sight => sight.Master.DownAfter > TimeSpan.Zero && sight.Master.DownAfter < Low).ToList();
            if (master.AgreesWithAny(found, DifferingSetting.DownAfter))
            {
                var least = found.Min(sight => sight.Master.DownAfter);
                var where = found.Select(sight => sight.Sentinel.Address).ToList();
                yield return new Discovery(
                    master.Name, master.Name, $"a silence of {Wording.For(least)} counts as an outage at {Wording.List(where)}", Cures.On(where, Cures.SentinelSet(master.Name, "down-after-milliseconds", Sound)))
                {
                    Severity = least < TooLow ? null : Severity.Info,
                };
            }
        }
    }
}
