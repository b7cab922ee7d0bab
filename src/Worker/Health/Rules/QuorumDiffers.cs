using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class QuorumDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE008",
        nameof(QuorumDiffers),
        Severity.Warning,
        "Sentinels disagree on the quorum",
        "SENTINEL SET reaches only the sentinel that it is sent to. Whether and how fast a failover starts then depends on which sentinel happens to lead it.",
        "SENTINEL MASTER of every sentinel: quorum",
        "Set the same quorum at every sentinel.");

    public IEnumerable<Discovery> Look(Fleet fleet) => new DifferingSetting("quorum").Look(fleet, sight => !sight.AsksForMoreThanKnown && !sight.AsksForLessThanMajority);
}
