using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class TooFewSentinels : ILintRule
{
    private const int Fewest = 3;

    public RuleText Text { get; } = new(
        "SE001",
        nameof(TooFewSentinels),
        Severity.Critical,
        "Fewer than three sentinels",
        "A failover takes the votes of more than half of all known sentinels. Of two, both must be alive; a single one dies with its host. With fewer than three, one death ends automatic failover, silently.",
        "SENTINEL MASTER: num-other-sentinels + 1",
        "Run a third sentinel on a host of its own, with the same sentinel monitor line.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Masters.Where(master => master.Known < Fewest).Select(master => new Discovery(
        master.Name,
        master.Name,
        string.Create(CultureInfo.InvariantCulture, $"{Wording.Count(master.Known, "sentinel")} known ({Wording.List(master.Watchers)}); {master.Majority} must be alive for a failover"),
        $"start {Wording.Count(Fewest - master.Known, "more sentinel")} on another host; there: {Cures.Monitor(master)}"));
}
