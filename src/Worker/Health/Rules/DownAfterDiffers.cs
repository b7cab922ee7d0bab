using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class DownAfterDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE009",
        nameof(DownAfterDiffers),
        Severity.Warning,
        "Sentinels disagree on down-after-milliseconds",
        "The quorum waits for the slowest that it needs, and the quickest raises alarms alone. SENTINEL SET reaches only the sentinel that it is sent to.",
        "SENTINEL MASTER of every sentinel: down-after-milliseconds",
        "Set the same value at every sentinel.");

    public IEnumerable<Discovery> Look(Fleet fleet) => DifferingSetting.DownAfter.Look(fleet);
}
