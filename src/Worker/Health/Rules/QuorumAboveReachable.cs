using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class QuorumAboveReachable : ILintRule
{
    public RuleText Text { get; } = new(
        "SE003",
        nameof(QuorumAboveReachable),
        Severity.Critical,
        "The quorum is above the number of reachable sentinels",
        "A sentinel starts a failover only when as many sentinels as its quorum asks for, itself included, call the master down. With too few alive nobody can, and the master stays dead until a person acts.",
        "SENTINEL MASTER: quorum, against the entries of SENTINEL SENTINELS without s_down",
        "Start the sentinels that are down, or lower the quorum.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var found = master.Sights.Where(sight => fleet.LacksSentinels(sight) && sight.Master.Quorum > sight.Usable).ToList();
            if (found.Count == 0)
            {
                continue;
            }

            var first = found[0];
            var down = found.SelectMany(sight => sight.Master.Sentinels ?? []).Where(peer => peer.IsSubjectivelyDown).Select(peer => peer.Address);
            yield return new Discovery(
                master.Name,
                master.Name,
                string.Create(CultureInfo.InvariantCulture, $"quorum {first.Master.Quorum} at {Wording.List(found.Select(sight => sight.Sentinel.Address))}, but {first.Usable} of {first.Master.KnownSentinels} sentinels are up there; down: {Wording.List(down)}"),
                Cures.StartAgain(down, master) + (first.Usable >= first.Majority
                    ? $"; until then {Cures.On(found.Select(sight => sight.Sentinel.Address), Cures.SentinelSet(master.Name, "quorum", first.Majority))}"
                    : ""))
            {
                Severity = found.Count == master.Sights.Count ? null : Severity.Warning,
            };
        }
    }
}
