namespace SentinelEvents.Worker.Journal;

/// <summary>Which sentinels one worker sees.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Sentinels">By cluster, their ids.</param>
public sealed record WorkerSight(string Worker, IReadOnlyDictionary<string, IReadOnlyList<string>> Sentinels);
