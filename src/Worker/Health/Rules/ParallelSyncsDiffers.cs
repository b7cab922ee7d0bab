using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ParallelSyncsDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE011",
        nameof(ParallelSyncsDiffers),
        Severity.Info,
        "Sentinels disagree on parallel-syncs",
        "How many replicas are out of service at once after a failover then depends on which sentinel leads it.",
        "SENTINEL MASTER of every sentinel: parallel-syncs",
        "Set the same value at every sentinel.");

    public IEnumerable<Discovery> Look(Fleet fleet) => new DifferingSetting("parallel-syncs").Look(fleet);
}
