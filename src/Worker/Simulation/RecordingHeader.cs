using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>The first line of a recording.</summary>
/// <param name="Title">The scenario.</param>
/// <param name="Description">What was done, and what a reader should see come of it.</param>
/// <param name="Redis">The version of the servers.</param>
/// <param name="StartedAt">Second 0 of the recording.</param>
/// <param name="Seed">Seed of the watch's jitter.</param>
/// <param name="DownAfter">The sentinels' <c>down-after-milliseconds</c>.</param>
/// <param name="FailoverTimeout">The sentinels' <c>failover-timeout</c>.</param>
/// <param name="Policy">What the watching was set to.</param>
/// <param name="Sentinels">The sentinels by the short name that texts about the recording use.</param>
/// <param name="Actions">What was done to the servers; each stands at its place among the observations, too.</param>
public sealed record RecordingHeader(
    string Title,
    string Description,
    string Redis,
    DateTimeOffset StartedAt,
    int Seed,
    TimeSpan DownAfter,
    TimeSpan FailoverTimeout,
    RecordingPolicy Policy,
    IReadOnlyDictionary<string, SentinelIdentity> Sentinels,
    IReadOnlyList<RecordingLine> Actions);
