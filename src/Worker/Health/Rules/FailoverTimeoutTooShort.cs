using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class FailoverTimeoutTooShort : ILintRule
{
    /// <summary>What a full copy is assumed to make of a usual network and disk.</summary>
    private const long BytesPerSecond = 50L << 20;

    public RuleText Text { get; } = new(
        "SE056",
        nameof(FailoverTimeoutTooShort),
        Severity.Warning,
        "failover-timeout is short",
        "It bounds each step of a failover. Below twice down-after-milliseconds attempts are given up that would have succeeded. Shorter than a full copy of the data, the leader stops waiting for replicas that are still being copied to, and sends the rest off all at once.",
        "SENTINEL MASTER: failover-timeout, against down-after-milliseconds and used_memory of the master at an assumed 50 MB/s",
        "180 000 ms, as shipped, or as long as a full copy takes.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var timed = master.Sights.Where(sight => sight.Master.FailoverTimeout > TimeSpan.Zero).ToList();
            var tooShort = timed.Where(sight => sight.Master.FailoverTimeout < sight.Master.DownAfter * 2).ToList();
            if (master.AgreesWithAny(tooShort, DifferingSetting.DownAfter, DifferingSetting.FailoverTimeout))
            {
                var first = tooShort[0].Master;
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"failover-timeout {Wording.For(first.FailoverTimeout)} with down-after-milliseconds {Wording.For(first.DownAfter)} at {Wording.List(tooShort.Select(sight => sight.Sentinel.Address))}",
                    Set(master, tooShort, TimeSpan.FromTicks(Math.Max(TimeSpan.FromMinutes(3).Ticks, first.DownAfter.Ticks * 6))));
                continue;
            }

            var copy = TimeSpan.FromSeconds(Math.Clamp(fleet.Node(master.Address)?.Info.Number("used_memory") ?? 0, 0, 1L << 50) / BytesPerSecond);
            var shorter = timed.Where(sight => sight.Master.FailoverTimeout < copy).ToList();
            if (master.AgreesWithAny(shorter, DifferingSetting.FailoverTimeout))
            {
                yield return new Discovery(
                    master.Name,
                    $"{master.Name}: data",
                    $"a full copy of {Wording.Bytes(fleet.Node(master.Address)!.Info.Number("used_memory")!.Value)} takes some {Wording.For(copy)} at an assumed 50 MB/s, and failover-timeout is {Wording.For(shorter.Min(sight => sight.Master.FailoverTimeout))}",
                    Set(master, shorter, copy * 2))
                {
                    Severity = Severity.Info,
                };
            }
        }
    }

    private static string Set(MasterSurvey master, IEnumerable<MasterSight> where, TimeSpan value) =>
        Cures.On(where.Select(sight => sight.Sentinel.Address), Cures.SentinelSet(master.Name, "failover-timeout", (long)value.TotalMilliseconds));
}
