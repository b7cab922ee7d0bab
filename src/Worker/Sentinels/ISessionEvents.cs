using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What a session tells the connection it belongs to.</summary>
internal interface ISessionEvents
{
    /// <summary>The subscribed connection carried something.</summary>
    void OnTraffic(DateTimeOffset at);

    /// <summary>A message could not be read.</summary>
    void OnUnrecognised(Unrecognised message);

    /// <summary>A message could not be taken for a reason that should not be.</summary>
    void OnHearingFailed(Exception failure);

    /// <summary>The queue is full, for the first time since it last was not.</summary>
    void OnQueueFull();

    /// <summary>A whole snapshot was read and passed on.</summary>
    void OnSnapshot(SentinelSnapshot snapshot);

    /// <summary>A snapshot could not be read; the next one may be.</summary>
    void OnSnapshotFailed(SentinelProblem problem);
}
