using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>One sentinel's view of one master.</summary>
public sealed record MasterSight(SentinelInspection Sentinel, MonitoredMaster Master)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    /// <summary>How many sentinels it holds for up, itself included; null where it may not be asked.</summary>
    public int? Usable => Master.Sentinels is { } others ? 1 + others.Count(other => !other.IsSubjectivelyDown) : null;

    /// <summary>More than half of all that it knows.</summary>
    public int Majority => (Master.KnownSentinels / 2) + 1;

    /// <summary>How many votes it needs to lead a failover.</summary>
    public int VotesNeeded => Math.Max(Majority, Master.Quorum);

    /// <summary>Whether its quorum is one that no failover can come by: more sentinels than there are.</summary>
    public bool AsksForMoreThanKnown => Master.Quorum > Master.KnownSentinels;

    /// <summary>Whether so few call the master down for all that they may not even lead a failover.</summary>
    public bool AsksForLessThanMajority => Master.Quorum > 0 && Master.Quorum < Majority;

    /// <summary>Whether it has run for long enough to have heard from the others.</summary>
    public bool IsSettled => Sentinel.Info.Seconds("uptime_in_seconds") is not { } uptime || uptime >= Settling;
}
