namespace SentinelEvents.Lab;

/// <summary>Which switches must be told.</summary>
internal enum Owing
{
    /// <summary>All of them: the run left a worker the time to find each.</summary>
    Every,

    /// <summary>Those that a worker had the chance to see: it ran, reached a majority that held the new address, and that for long enough.</summary>
    Visible,
}
