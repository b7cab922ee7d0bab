namespace SentinelEvents.Lab;

/// <summary>What simulated sentinels in a process of their own can be asked.</summary>
internal enum LabRequest
{
    /// <summary>How many commands this sentinel has answered.</summary>
    Commands,

    /// <summary>That all masters die.</summary>
    Storm,

    /// <summary>What of the storm was published; nothing until it is over.</summary>
    Played,
}
