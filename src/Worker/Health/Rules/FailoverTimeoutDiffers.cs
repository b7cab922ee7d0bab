using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class FailoverTimeoutDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE010",
        nameof(FailoverTimeoutDiffers),
        Severity.Warning,
        "Sentinels disagree on failover-timeout",
        "It bounds elections, the time replicas get to follow, and after how long another attempt begins (twice it). With different values one sentinel begins anew while another is still at it.",
        "SENTINEL MASTER of every sentinel: failover-timeout",
        "Set the same value at every sentinel.");

    public IEnumerable<Discovery> Look(Fleet fleet) => DifferingSetting.FailoverTimeout.Look(fleet);
}
