using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class NoReplica : ILintRule
{
    public RuleText Text { get; } = new(
        "SE040",
        nameof(NoReplica),
        Severity.Critical,
        "The master has no replica",
        "There is nothing to fail over to. SENTINEL CKQUORUM still says OK.",
        "SENTINEL MASTER: num-slaves 0",
        "Let another server follow the master; the sentinels find it by themselves.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Masters
        .Where(master => !master.RefusesEverybody && master.Sights.All(sight => sight.Master is { Replicas: null or { Count: 0 } } && (sight.Master.Fields.Number("num-slaves") ?? (sight.Master.Replicas is null ? 1 : 0)) == 0))
        .Select(master => new Discovery(
            master.Name,
            master.Name,
            $"{Wording.List(master.Watchers)}: no replica of {master.Address} known",
            $"on another server: {Cures.ReplicaOf(master.Address)}, then CONFIG REWRITE (before that CONFIG SET masterauth <password> where the master asks for one)" +
            (master.IsDown ? "; while the master is down its replicas cannot be found anew: start it first" : "")));
}
