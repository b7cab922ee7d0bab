namespace SentinelEvents.Worker.Events;

/// <summary>The <c>flags</c> of an instance in a sentinel's reply. Words that are not here are ignored (<c>redis:src/sentinel.c</c>, <c>addReplySentinelRedisInstance</c>).</summary>
[Flags]
public enum InstanceFlags
{
    None = 0,
    SDown = 1,
    ODown = 1 << 1,
    Disconnected = 1 << 2,
    FailoverInProgress = 1 << 3,
    ForceFailover = 1 << 4,
    MasterDown = 1 << 5,
    Promoted = 1 << 6,
    MasterReboot = 1 << 7,
    CoordinatedFailover = 1 << 8,
}
