using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelsCannotReachEachOther : ILintRule
{
    public RuleText Text { get; } = new(
        "SE017",
        nameof(SentinelsCannotReachEachOther),
        Severity.Warning,
        "A sentinel that answers is down in the eyes of others",
        "They will neither hear its report that the master is down nor get its vote, though everything seems to run: a firewall between them, or an announced address that works from here only.",
        "SENTINEL SENTINELS: s_down on a sentinel that answers this service",
        "Let every sentinel reach every other one at its announced address and port.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var held = fleet.Sentinels.Where(place => place.IsRead)
            .ToDictionary(place => place.Id, place => place.Views.Where(view => view.Fields.IsSubjectivelyDown && !Login.IsRefused(view.Fields)).ToList(), StringComparer.Ordinal);
        foreach (var place in fleet.Sentinels.Where(place => place.IsRead))
        {
            var views = held[place.Id];
            var by = views.Select(view => view.By.Sentinel.Address).Distinct().ToList();

            // One that is cut off holds all others for down, which each are held so by it alone.
            if (views.Exists(view => !IsHeldByMore(view.By.Sentinel, by.Count)))
            {
                yield return new Discovery(
                    null,
                    place.Address.ToString(),
                    $"{place.Address} answers here, but {Wording.List(by)} {(by.Count == 1 ? "says" : "say")} it is down, for {Wording.For(views.Max(view => view.Fields.Milliseconds("s-down-time") ?? TimeSpan.Zero))}",
                    $"open port {Wording.Number(place.Address.Port)} of {place.Address.Host} to {Wording.List(by.Select(address => address.Host))}; if they reach it by another address, {Cures.On(place.Inspection!.Address, "SENTINEL CONFIG SET announce-ip <that address>")}")
                {
                    Severity = views.Exists(view => view.By.Usable < view.By.VotesNeeded) ? Severity.Critical : null,
                };
            }
        }

        bool IsHeldByMore(SentinelInspection sentinel, int count) => held.TryGetValue(sentinel.IdOrAddress, out var views) && views.Select(view => view.By.Sentinel.Address).Distinct().Count() > count;
    }
}
