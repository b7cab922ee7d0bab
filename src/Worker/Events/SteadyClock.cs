namespace SentinelEvents.Worker.Events;

/// <summary>
/// The wall clock as it stood when the process began, carried on by the monotonic one: somebody who sets the wall clock makes no answer stale
/// and no wait endless.
/// </summary>
public sealed class SteadyClock(TimeProvider inner) : TimeProvider
{
    private readonly TimeProvider wall = inner;
    private readonly DateTimeOffset startedAt = inner.GetUtcNow();
    private readonly long started = inner.GetTimestamp();

    /// <summary>The wall clock behind it, for what somebody else compares with his own, such as the time in a signature: it may have been set right since the start.</summary>
    public static TimeProvider WallOf(TimeProvider time) => time is SteadyClock steady ? steady.wall : time;

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => startedAt + wall.GetElapsedTime(started);

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(callback, state, dueTime, period);
}
