using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class DuplicateRunId : ILintRule
{
    public RuleText Text { get; } = new(
        "SE047",
        nameof(DuplicateRunId),
        Severity.Warning,
        "One process is known by several addresses",
        "Sentinels count it as two replicas, or as master and replica of itself: a failover may choose the second address of the very node that died.",
        "INFO server: run_id; SENTINEL MASTER and SENTINEL REPLICAS: runid",
        "Have it announce one address, and forget the other.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var seen = fleet.Inspection.Nodes.Where(node => node.IsRead).Select(node => (Id: node.Info.Text("run_id"), Address: node.Address.Canonical()))
            .Concat(fleet.Masters.SelectMany(master => master.Sights).Select(sight => (Id: sight.Master.Fields.RunId, Address: sight.Master.Fields.Address.Canonical())))
            .Concat(fleet.Masters.SelectMany(master => master.Replicas).SelectMany(replica => replica.Views.Where(view => !view.Fields.IsSubjectivelyDown))
                .Select(view => (Id: view.Fields.RunId, Address: view.Fields.Address.Canonical())))
            .Concat(fleet.Read.Select(sentinel => (Id: sentinel.Info.Text("run_id"), Address: sentinel.Address.Canonical())))
            .Where(one => one.Id.Length > 0 && one.Address is { Host.Length: > 0, Port: > 0 });
        foreach (var same in seen.GroupBy(one => one.Id, one => one.Address, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            var addresses = same.Distinct().ToList();
            if (addresses.Exists(address => !Spelling.MayBeOne(address, addresses[0])))
            {
                yield return new Discovery(
                    null,
                    same.Key,
                    $"{Wording.List(addresses)} are one process, with run_id {same.Key}",
                    $"{Cures.On(addresses[0], Cures.ConfigSet("replica-announce-ip", Cures.Word(addresses[0].Host)))}; then {Cures.On(fleet.Read.Select(sentinel => sentinel.Address), "SENTINEL RESET *")}, one sentinel after the other, 30 s apart");
            }
        }
    }
}
