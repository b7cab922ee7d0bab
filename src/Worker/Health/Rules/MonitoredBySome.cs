using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class MonitoredBySome : ILintRule
{
    public RuleText Text { get; } = new(
        "SE016",
        nameof(MonitoredBySome),
        Severity.Warning,
        "A master is not monitored by all, or not by the same sentinels",
        "MONITOR and REMOVE reach only the sentinel that they are sent to. One that does not monitor the master still counts in the majority where it is remembered, but never votes; and clients that ask it get no address.",
        "SENTINEL MASTERS of every sentinel: the name, and num-other-sentinels",
        "Monitor the master at every sentinel, with the same settings.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var without = fleet.Read.Where(sentinel => !fleet.Monitors(sentinel, master.Name)).ToList();
            if (without.Count > 0)
            {
                var absent = without.Select(sentinel => sentinel.Address).ToList();
                var absentIds = without.Select(sentinel => sentinel.IdOrAddress).ToHashSet(StringComparer.Ordinal);
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    string.Create(CultureInfo.InvariantCulture, $"not monitored by {Wording.List(absent)}; {Wording.List(master.Watchers)} {(master.Sights.Count == 1 ? "does and counts" : "do and count")} {Wording.Count(master.Known, "sentinel")}"),
                    Cures.On(absent, Cures.MonitorFirst(master)))
                {
                    Severity = master.Sights.All(sight => sight.Usable - CountedAmong(absentIds, sight) < sight.VotesNeeded) ? Severity.Critical : null,
                };
            }

            var counts = master.Sights.Where(sight => sight.IsSettled).GroupBy(sight => sight.Master.KnownSentinels).OrderByDescending(same => same.Key).ToList();
            if (counts.Count > 1)
            {
                yield return new Discovery(
                    master.Name,
                    $"{master.Name}: known sentinels",
                    string.Join("; ", counts.Select(same => $"{Wording.Count(same.Key, "sentinel")} known to {Wording.List(same.Select(sight => sight.Sentinel.Address))}")),
                    $"where one is gone for good {Cures.ResetOneByOne(master)}; where one is missing see that {Cures.On(master.Address, "PUBSUB NUMSUB __sentinel__:hello")} counts every sentinel");
            }
        }
    }

    private static int CountedAmong(HashSet<string> ids, MasterSight sight) =>
        (sight.Master.Sentinels ?? []).Count(peer => !peer.IsSubjectivelyDown && ids.Contains(peer.RunId));
}
