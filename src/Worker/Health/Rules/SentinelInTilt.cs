using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelInTilt : ILintRule
{
    public RuleText Text { get; } = new(
        "SE020",
        nameof(SentinelInTilt),
        Severity.Warning,
        "A sentinel is in TILT mode",
        "After a jump of its clock or a stall of two seconds a sentinel trusts itself for nothing for 30 s: it starts no failover and tells the others that no master is down. Seen again and again, the host is overloaded or paused.",
        "INFO sentinel: sentinel_tilt, sentinel_tilt_since_seconds",
        "Wait for its end; where it recurs, find what stalls the host.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var tilted = fleet.Read.Where(sentinel => sentinel.InTilt).ToList();
        var needed = fleet.Masters.Select(master => master.Majority).DefaultIfEmpty(0).Max();
        return tilted.Select(sentinel => new Discovery(
            null,
            sentinel.Address.ToString(),
            $"{sentinel.Address} is in TILT mode" + (sentinel.Info.Seconds("sentinel_tilt_since_seconds") is { } since ? $", since {Wording.For(since)}" : "") +
            $"; {Wording.Number(fleet.Read.Count - tilted.Count)} of {Wording.Number(fleet.Read.Count)} sentinels that were read are not",
            $"wait 30 s; {Cures.On(sentinel.Address, "INFO sentinel")} must show sentinel_tilt:0; if it comes again, look for pauses of the host (swap, steal time, suspended machine) and steps of its clock")
        {
            Severity = fleet.Read.Count - tilted.Count < needed ? Severity.Critical : null,
        });
    }
}
