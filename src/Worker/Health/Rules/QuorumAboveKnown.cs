using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class QuorumAboveKnown : ILintRule
{
    public RuleText Text { get; } = new(
        "SE004",
        nameof(QuorumAboveKnown),
        Severity.Critical,
        "The quorum is above the number of known sentinels",
        "So many sentinels do not exist: a sentinel with such a quorum never calls the master down for all, and never starts a failover.",
        "SENTINEL MASTER: quorum, against num-other-sentinels + 1",
        "Set the quorum to a majority of the sentinels.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var found = master.Sights.Where(sight => sight.AsksForMoreThanKnown).ToList();
            if (found.Count > 0)
            {
                var where = found.Select(sight => sight.Sentinel.Address).ToList();
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    string.Create(CultureInfo.InvariantCulture, $"quorum {found[0].Master.Quorum} at {Wording.List(where)}, which {(found.Count == 1 ? "knows" : "know")} {Wording.Count(found[0].Master.KnownSentinels, "sentinel")}"),
                    Cures.On(where, Cures.SentinelSet(master.Name, "quorum", master.Majority)))
                {
                    Severity = found.Count == master.Sights.Count ? null : Severity.Warning,
                };
            }
        }
    }
}
