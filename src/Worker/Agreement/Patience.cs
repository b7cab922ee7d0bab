namespace SentinelEvents.Worker.Agreement;

/// <summary>How long the rules wait before they believe something. Each follows from a clock of <c>redis:src/sentinel.c</c>.</summary>
internal static class Patience
{
    /// <summary>Gossip (hello) goes out every 2 s: a state that holds for longer than one round is not on its way to change.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);

    /// <summary>A sentinel that was just started, reset or told to monitor has not heard the others yet (hello period and a tick).</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Epochs that begin again are believed when they stay so: a reading may be older than it looks.</summary>
    public static readonly TimeSpan NewGeneration = TimeSpan.FromSeconds(5);

    /// <summary>CKQUORUM changes its answer with every S_DOWN of a sentinel; one round of gossip settles it.</summary>
    public static readonly TimeSpan Quorum = TimeSpan.FromSeconds(3);

    /// <summary>A member that only some sentinels know yet: INFO, by which replicas are found, goes out every 10 s.</summary>
    public static readonly TimeSpan Joined = TimeSpan.FromSeconds(10);

    /// <summary>A member that nobody lists: after RESET everything is found again within INFO's 10 s and the hello's 2 s.</summary>
    public static readonly TimeSpan Left = TimeSpan.FromSeconds(30);

    /// <summary>A failover that a reading no longer shows, though it was heard to begin: the reading may be the older of the two.</summary>
    public static readonly TimeSpan AttemptReading = TimeSpan.FromSeconds(3);

    /// <summary>By how much a reading may overtake the message that it belongs to.</summary>
    public static readonly TimeSpan Overtaking = TimeSpan.FromSeconds(2);

    /// <summary>How long an announcement without effect keeps a sentinel from voting; by then it was reported, and its answers are what there is.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromMinutes(1);

    /// <summary>The same change of one sentinel's monitoring, told twice within this, is one: two workers heard it.</summary>
    public static readonly TimeSpan SameChange = TimeSpan.FromSeconds(5);

    /// <summary>Uptime is told in whole seconds, so that two readings of one instant may lie this far apart.</summary>
    public static readonly TimeSpan SameRole = TimeSpan.FromSeconds(3);

    /// <summary>How long the end of a failover waits for the new master's own answer to ROLE, and for the last answer of the old one.</summary>
    public static readonly TimeSpan Role = TimeSpan.FromSeconds(3);

    /// <summary>How long after a switch no sentinel may show a failover before its end is inferred.</summary>
    public static readonly TimeSpan InferredEnd = TimeSpan.FromSeconds(5);

    /// <summary>Down again this soon after a recovery is the same incident.</summary>
    public static readonly TimeSpan Reopening = TimeSpan.FromSeconds(60);

    /// <summary>What a peer's last hello may be old for it to count as alive: two hello periods and a tick.</summary>
    public static readonly TimeSpan Hello = TimeSpan.FromSeconds(5);
}
