using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class EpochDiffers : ILintRule
{
    public RuleText Text { get; } = new(
        "SE013",
        nameof(EpochDiffers),
        Severity.Warning,
        "Sentinels hold different config epochs",
        "The ones behind have not heard of a switch that the others know, though word of it goes round every two seconds: they do not hear the others. The next switch they will miss too, and keep naming the old master.",
        "SENTINEL MASTER of every sentinel: config-epoch",
        "See that every sentinel hears the channel __sentinel__:hello of the master.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => !master.IsFailingOver))
        {
            var same = master.Sights.Where(sight => sight.IsSettled && Spelling.MayBeOne(sight.Master.Address, master.Address)).ToList();
            var highest = same.Select(sight => sight.Master.Epoch).DefaultIfEmpty(0).Max();
            var behind = same.Where(sight => sight.Master.Epoch < highest).ToList();
            if (behind.Count > 0)
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"epoch {Wording.Number(highest)} is the newest, but {string.Join(", ", behind.Take(8).Select(sight => $"{sight.Sentinel.Address} is at {Wording.Number(sight.Master.Epoch)}"))}",
                    $"{Cures.On(master.Address, "PUBSUB NUMSUB __sentinel__:hello")} must count every sentinel; restart {Wording.List(behind.Select(sight => sight.Sentinel.Address))}, and where an ACL is set give their user there: &__sentinel__:hello +subscribe +publish");
            }
        }
    }
}
