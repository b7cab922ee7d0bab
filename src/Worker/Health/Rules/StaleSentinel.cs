using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class StaleSentinel : ILintRule
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public RuleText Text { get; } = new(
        "SE014",
        nameof(StaleSentinel),
        Severity.Warning,
        "A sentinel that is gone is still counted",
        "Sentinels never forget each other. One that was taken away stays in the number of which a failover needs more than half: with enough of them no failover can be authorised though everything runs.",
        "SENTINEL SENTINELS: s_down, and a last-hello-message of long ago",
        "Start it again, or make the others forget it: SENTINEL RESET, one sentinel at a time, 30 s apart, while the master is up.");

    /// <summary>Whether everybody who knows it has missed it for long.</summary>
    public static bool Is(SentinelPlace place) => !place.IsRead && place.IsDown && place.Unheard >= Long;

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var place in fleet.Sentinels.Where(place => Is(place) && !fleet.IsMissed(place)))
        {
            var names = place.Views.Select(view => view.By.Master.Name).Distinct(StringComparer.Ordinal).ToList();
            var masters = fleet.Masters.Where(master => names.Contains(master.Name, StringComparer.Ordinal)).ToList();
            var first = masters[0];
            var alive = first.Sights.Max(sight => sight.Usable ?? 0);
            yield return new Discovery(
                masters.Count == 1 ? first.Name : null,
                place.Address.ToString(),
                $"{place.Address} (id {place.Id}) has not been heard of for {Wording.For(place.Unheard!.Value)} and counts for {Wording.List(names)}: {Wording.Number(first.Known)} known, {Wording.Number(alive)} alive, {Wording.Number(first.Majority)} needed",
                $"if it is gone for good, {Cures.ResetOneByOne(first)}{(masters.Count == 1 ? "" : $"; then the same for {Wording.List(names.Skip(1))}")}");
        }
    }
}
