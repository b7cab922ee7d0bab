using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class QuorumBelowMajority : ILintRule
{
    public RuleText Text { get; } = new(
        "SE005",
        nameof(QuorumBelowMajority),
        Severity.Warning,
        "The quorum is below a majority of the sentinels",
        "A minority may then call the master down. With quorum 1 a single sentinel with a bad network does (+odown ... #quorum 1/1) and starts elections that it cannot win, or a failover of a master that is well. The votes of a majority are needed in any case.",
        "SENTINEL MASTER: quorum, against half of num-other-sentinels + 1",
        "Set the quorum to a majority of the sentinels.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var found = master.Sights.Where(sight => sight.AsksForLessThanMajority).ToList();
            if (found.Count > 0)
            {
                var where = found.Select(sight => sight.Sentinel.Address).ToList();
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    string.Create(CultureInfo.InvariantCulture, $"quorum {found[0].Master.Quorum} of {found[0].Master.KnownSentinels} known sentinels at {Wording.List(where)}; a majority is {found[0].Majority}"),
                    Cures.On(where, Cures.SentinelSet(master.Name, "quorum", found[0].Majority)));
            }
        }
    }
}
