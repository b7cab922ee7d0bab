using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelOnMastersHost : ILintRule
{
    public RuleText Text { get; } = new(
        "SE007",
        nameof(SentinelOnMastersHost),
        Severity.Info,
        "A sentinel is on the master's host",
        "When that host dies, the master and a vote are gone at once: the others must be a majority without it. A failover by hand does not change this, it only moves the master next to another sentinel.",
        "SENTINEL MASTER and SENTINEL SENTINELS: equal ip",
        "Keep sentinels on hosts of their own, or have enough of them elsewhere.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var alive = fleet.Sentinels.Where(place => !place.IsDown && (place.IsRead || place.Views.Count > 0)).ToList();
        foreach (var master in fleet.Masters.Where(master => master.Address.Host.Length > 0 && !Loopback.Is(master.Address)))
        {
            var host = master.Address.Canonical().Host;
            var beside = alive.Where(place => place.Address.Canonical().Host == host).ToList();
            if (beside.Count > 0)
            {
                var rest = alive.Count - beside.Count;
                yield return new Discovery(
                    master.Name,
                    host,
                    $"{Wording.List(beside.Select(place => place.Address))} beside the master {master.Address}; without that host {Wording.Number(rest)} sentinels would be left, and a majority is {Wording.Number(master.Majority)}",
                    rest < master.Majority
                        ? $"start a sentinel on a host without data nodes; there: {Cures.Monitor(master)}"
                        : $"nothing while {Wording.Number(master.Majority)} sentinels are alive elsewhere; better, on a host without data nodes: {Cures.Monitor(master)}")
                {
                    Severity = rest < master.Majority ? Severity.Warning : null,
                };
            }
        }
    }
}
