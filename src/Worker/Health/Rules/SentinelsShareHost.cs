using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelsShareHost : ILintRule
{
    public RuleText Text { get; } = new(
        "SE006",
        nameof(SentinelsShareHost),
        Severity.Warning,
        "Several sentinels share a host",
        "They die together. Where the rest is no majority, the death of that one host ends automatic failover. Several hosts behind one translated address look the same.",
        "SENTINEL SENTINELS: equal ip",
        "Give every sentinel a host of its own.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var alive = fleet.Sentinels.Where(place => !place.IsDown && (place.IsRead || place.Views.Count > 0)).ToList();
        foreach (var host in alive.Where(place => place.Address.Host.Length > 0 && !Loopback.Is(place.Address)).GroupBy(place => place.Address.Canonical().Host, StringComparer.Ordinal))
        {
            var (count, rest) = (host.Count(), alive.Count - host.Count());
            if (count > 1)
            {
                var needed = fleet.Masters.Select(master => master.Majority).DefaultIfEmpty(0).Max();
                yield return new Discovery(
                    null,
                    host.Key,
                    $"{Wording.List(host.Select(place => place.Address))} are on one host; without it {Wording.Number(rest)} would be left, and a majority is {Wording.Number(needed)}",
                    $"start a sentinel on another host in place of {host.Last().Address}: stop that one, then, 30 s apart, SENTINEL RESET * on each of the others")
                {
                    Severity = rest < needed ? null : Severity.Info,
                };
            }
        }
    }
}
