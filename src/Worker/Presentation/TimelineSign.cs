namespace SentinelEvents.Worker.Presentation;

/// <summary>What a sentinel said or did at an instant.</summary>
internal enum TimelineSign
{
    /// <summary>It held the master for down, on its own.</summary>
    Suspected,

    /// <summary>Its word completed the agreement that the master is down.</summary>
    Down,

    /// <summary>It voted for the leader.</summary>
    Voted,

    /// <summary>It won the vote and leads the failover.</summary>
    Elected,

    /// <summary>It gave its failover up.</summary>
    GaveUp,

    /// <summary>It named the new master.</summary>
    Switched,

    /// <summary>It said that the replicas follow, or that their time is up.</summary>
    Ended,

    /// <summary>It held the master for up again.</summary>
    Recovered,
}
