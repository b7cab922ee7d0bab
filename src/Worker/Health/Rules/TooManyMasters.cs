using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class TooManyMasters : ILintRule
{
    private const int Many = 300;

    public RuleText Text { get; } = new(
        "SE031",
        nameof(TooManyMasters),
        Severity.Info,
        "Very many masters on one set of sentinels",
        "A sentinel is single-threaded and writes its whole configuration for every change of any master. With many hundreds of masters a storm keeps it busy for seconds: TILT, elections that collide because all masters share one epoch, switches one per tick.",
        "SENTINEL MASTERS: how many",
        "Split the masters over two sets of sentinels.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var most = fleet.Read.MaxBy(sentinel => sentinel.AllMasters.Count);
        if (most?.AllMasters.Count >= Many)
        {
            yield return new Discovery(
                null,
                "masters",
                $"{most.Address} monitors {Wording.Number(most.AllMasters.Count)} masters; above some {Wording.Number(Many)} elections begin to collide",
                "start another set of sentinels; for each master that moves SENTINEL MONITOR there, then SENTINEL REMOVE on each of these");
        }
    }
}
