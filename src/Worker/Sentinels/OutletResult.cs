namespace SentinelEvents.Worker.Sentinels;

/// <summary>What became of an observation that could not wait.</summary>
internal enum OutletResult
{
    Written,

    /// <summary>No room; the first of an episode.</summary>
    FirstMissed,

    /// <summary>No room, or it had to follow others that found none.</summary>
    Missed,
}
