namespace SentinelEvents.Worker.Sentinels;

/// <summary>What a message asks for beyond being passed on.</summary>
[Flags]
internal enum Reaction
{
    None = 0,

    /// <summary>Read the master at once.</summary>
    ReadMaster = 1,

    /// <summary>Take a whole snapshot soon.</summary>
    SnapshotSoon = 2,
}
