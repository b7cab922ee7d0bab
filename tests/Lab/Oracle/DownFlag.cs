namespace SentinelEvents.Lab;

/// <summary>What a sentinel holds for down, and how.</summary>
internal enum DownFlag
{
    /// <summary>A master, in its own eyes.</summary>
    MasterSDown,

    /// <summary>A master, in the eyes of a quorum that it asked.</summary>
    MasterODown,

    /// <summary>Another sentinel.</summary>
    SentinelSDown,
}
