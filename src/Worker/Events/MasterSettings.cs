namespace SentinelEvents.Worker.Events;

/// <summary>The settings of a master that every sentinel has for itself and that should be alike.</summary>
/// <param name="Quorum">How many must hold the master for down before O_DOWN.</param>
/// <param name="DownAfter"><c>down-after-milliseconds</c>.</param>
/// <param name="FailoverTimeout"><c>failover-timeout</c>.</param>
/// <param name="ParallelSyncs">How many replicas are moved to the new master at a time.</param>
public sealed record MasterSettings(int Quorum, TimeSpan DownAfter, TimeSpan FailoverTimeout, int ParallelSyncs);
