using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class AddressDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE012",
        nameof(AddressDiffers),
        Severity.Critical,
        "Sentinels name different masters",
        "Clients of one sentinel write to one node, clients of another to a second one. At equal config epochs this never ends by itself: gossip is heeded only when its epoch is greater.",
        "SENTINEL GET-MASTER-ADDR-BY-NAME of every sentinel (the leader of a failover holds another address in SENTINEL MASTER until its end), config-epoch",
        "Monitor the right address anew at the sentinels that name another one.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => !master.IsFailingOver))
        {
            var others = master.Sights.Where(sight => sight.IsSettled && !Spelling.MayBeOne(sight.Master.Address, master.Address)).ToList();
            if (others.Count > 0)
            {
                var views = master.Agreeing.Concat(others).GroupBy(sight => (Address: sight.Master.Address.Canonical(), sight.Master.Epoch));
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    string.Join("; ", views.Select(same => $"{same.Key.Address} at epoch {Wording.Number(same.Key.Epoch)}: {Wording.List(same.Select(sight => sight.Sentinel.Address))}")),
                    Cures.On(others.Select(sight => sight.Sentinel.Address), Cures.MonitorAnew(master)));
            }
        }
    }
}
