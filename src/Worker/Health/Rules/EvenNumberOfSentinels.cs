using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class EvenNumberOfSentinels : ILintRule
{
    public RuleText Text { get; } = new(
        "SE002",
        nameof(EvenNumberOfSentinels),
        Severity.Info,
        "An even number of sentinels",
        "An even number bears no more deaths than the odd one below it, and two halves of a network that falls apart are both without a majority.",
        "SENTINEL MASTER: num-other-sentinels + 1",
        "Add one sentinel, or take one away.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Masters.Where(master => master.Known > 2 && master.Known % 2 == 0).Select(master => new Discovery(
        master.Name,
        master.Name,
        string.Create(CultureInfo.InvariantCulture, $"{master.Known} sentinels known; {master.Majority} are a majority, so {master.Known - master.Majority} may die, as with {master.Known - 1}"),
        $"start one more sentinel on another host; there: {Cures.Monitor(master)}"));
}
