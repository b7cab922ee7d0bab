using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class OverlappingMasters : ILintRule
{
    public RuleText Text { get; } = new(
        "SE032",
        nameof(OverlappingMasters),
        Severity.Critical,
        "One node belongs to two masters",
        "One master under two names is failed over twice, by two leaders that may choose different replicas. A replica that two masters claim is turned back and forth between them.",
        "SENTINEL MASTERS: equal ip and port under two names; SENTINEL REPLICAS: one replica under two masters",
        "Remove one of the names; make the replica follow one master and reset the other.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var same in fleet.Masters.Where(master => master.Address.Port > 0).GroupBy(master => master.Address.Canonical()).Where(same => same.Count() > 1))
        {
            var names = same.Select(master => master.Name).ToList();
            yield return new Discovery(
                null,
                same.Key.ToString(),
                $"{same.Key} is the master of {Wording.List(names)}",
                Cures.On(same.Last().Watchers, $"SENTINEL REMOVE {Cures.Word(names[^1])}"));
        }

        var replicas = fleet.Masters.SelectMany(master => master.OtherReplicas
                .Where(replica => replica.Views.Any(view => !view.Fields.IsSubjectivelyDown))
                .Select(replica => (Address: replica.Address.Canonical(), Master: master)))
            .GroupBy(replica => replica.Address)
            .Where(same => same.Key.Port > 0 && same.Select(replica => replica.Master.Address.Canonical()).Distinct().Count() > 1)
            .OrderBy(same => same.Key.ToString(), StringComparer.Ordinal);
        foreach (var same in replicas)
        {
            var masters = same.Select(replica => replica.Master).ToList();
            yield return new Discovery(
                null,
                same.Key.ToString(),
                $"{same.Key} is a replica of {Wording.List(masters.Select(master => $"{master.Name} ({master.Address})"))}",
                $"{Cures.On(same.Key, Cures.ReplicaOf(masters[0].Address))}; then {Cures.ResetOneByOne(masters[^1])} (or the other way round)")
            {
                Severity = Severity.Warning,
            };
        }
    }
}
