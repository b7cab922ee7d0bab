namespace SentinelEvents.Worker.Events;

/// <summary>
/// The wall clock as it stood when the process began, carried on by the monotonic one: somebody who sets the wall clock makes no answer stale
/// and no wait endless.
/// </summary>
public sealed class SteadyClock(TimeProvider inner) : TimeProvider
{
    private readonly DateTimeOffset startedAt = inner.GetUtcNow();
    private readonly long started = inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => startedAt + inner.GetElapsedTime(started);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
