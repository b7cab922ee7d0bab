using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ClockSkew : ILintRule
{
    /// <summary>An inspection takes some seconds, all of which look like a clock that is ahead.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(20);

    public RuleText Text { get; } = new(
        "SE026",
        nameof(ClockSkew),
        Severity.Info,
        "A clock is off",
        "Sentinels do not compare clocks, so a failover still works. But logs cannot be put side by side, expiry differs from node to node, and when the clock is put right at one stroke its sentinel goes into TILT mode.",
        "INFO server: server_time_usec, against the clock of this service",
        "Synchronise the clocks (NTP), by slewing, not by steps.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var clocks = fleet.Read.Select(sentinel => (sentinel.Address, Off: Off(sentinel.Info, fleet.Inspection.At)))
            .Concat(fleet.Inspection.Nodes.Where(node => node.IsRead).Select(node => (node.Address, Off: Off(node.Info, fleet.Inspection.At))))
            .Where(clock => clock.Off is not null)
            .Select(clock => (clock.Address, Off: clock.Off!.Value))
            .ToList();
        var wrong = clocks.Where(clock => clock.Off.Duration() > Tolerated).ToList();
        return wrong.Count > 1 && wrong.Count == clocks.Count && wrong.Max(clock => clock.Off) - wrong.Min(clock => clock.Off) <= Tolerated
            ?
            [
                new Discovery(
                    null,
                    "this service",
                    $"the clocks of all {Wording.Count(wrong.Count, "instance")} are {Describe(wrong[0].Off)}, {Wording.List(wrong.Select(clock => clock.Address))} among them",
                    "on the host of this service: timedatectl set-ntp true"),
            ]
            : wrong.Select(clock => new Discovery(
                null, clock.Address.ToString(), $"the clock of {clock.Address} is {Describe(clock.Off)}", $"on the host {clock.Address.Host}: timedatectl set-ntp true"));
    }

    private static string Describe(TimeSpan off) => $"{Wording.For(off.Duration())} {(off > TimeSpan.Zero ? "ahead of" : "behind")} the clock of this service";

    private static TimeSpan? Off(InstanceFields info, DateTimeOffset now)
    {
        if (info.Number("server_time_usec") is not { } microseconds || microseconds <= 0)
        {
            return null;
        }

        var off = (microseconds / 1_000_000) - now.ToUnixTimeSeconds();
        return TimeSpan.FromSeconds(Math.Clamp(off, -3_000_000_000, 3_000_000_000));
    }
}
