namespace SentinelEvents.Worker.Sentinels;

/// <summary>Observations of one sentinel that were given up because the queue was full.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">When the first of them came; null where there are none.</param>
internal readonly record struct MissedObservations(long Count, DateTimeOffset? Since);
