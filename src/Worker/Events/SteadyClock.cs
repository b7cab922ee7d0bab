namespace SentinelEvents.Worker.Events;

/// <summary>
/// The wall clock as it stood when the process began, carried on by the monotonic one: somebody who sets the wall clock makes no answer stale
/// and no wait endless.
/// </summary>
/// <remarks>
/// Its timers go off together. A dozen parts of the service look after something each second or two, and what costs is not the look but to wake up for each of them: what is set for
/// <see cref="Slack"/> or more waits for the next <see cref="Stroke"/>, as the system's own timers may (<c>prctl(2)</c>, <c>PR_SET_TIMERSLACK</c>). Of a periodic timer that is the first time, and the period stays.
/// Whoever needs the very time, or an interval that chance has spread, sets a timer of the clock behind it (<see cref="WallOf"/>).
/// </remarks>
/// <param name="inner">The wall clock, the monotonic clock and the timers.</param>
/// <param name="ticks">Milliseconds of the clock by which these timers go; null for that of the system.</param>
public sealed class SteadyClock(TimeProvider inner, Func<long>? ticks = null) : TimeProvider
{
    /// <summary>Milliseconds between two strokes.</summary>
    public const long Stroke = 250;

    /// <summary>
    /// The clock by which the runtime's timers go moves on by 4 ms at a time (<c>CLOCK_MONOTONIC_COARSE</c> at 250 Hz): a timer that is set for a time in between has its thread wake up, find it
    /// not due and wait another millisecond, until the next.
    /// </summary>
    private const long Grain = 4;

    /// <summary>What is to happen sooner than this happens when it is to.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    /// <summary>For what is sooner still a grain is a lot.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>For what is further away a stroke is too little to matter, and perhaps too much for a timer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly TimeProvider wall = inner;
#pragma warning disable RS0030 // Banned because tests cannot set it: they hand in their own. TimeProvider does not tell the clock by which the runtime's timers go.
    private readonly Func<long> ticks = ticks ?? (static () => Environment.TickCount64);
#pragma warning restore RS0030
    private readonly DateTimeOffset startedAt = inner.GetUtcNow();
    private readonly long started = inner.GetTimestamp();

    /// <summary>The wall clock behind it, for what somebody else compares with his own, such as the time in a signature: it may have been set right since the start.</summary>
    public static TimeProvider WallOf(TimeProvider time) => time is SteadyClock steady ? steady.wall : time;

    /// <summary>The first stroke that is at least so far away, for what looks at the clock itself; where a clock has no strokes, just that far.</summary>
    public static TimeSpan UntilStroke(TimeProvider time, TimeSpan atLeast) => time is SteadyClock steady ? steady.UntilStroke(atLeast) : atLeast;

    public override long TimestampFrequency => wall.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => startedAt + wall.GetElapsedTime(started);

    public override long GetTimestamp() => wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(
            callback,
            state,
            dueTime < Shortest || dueTime > Longest ? dueTime
                : dueTime < Slack ? OnAGrain(Whole(dueTime))
                : UntilStroke(dueTime),
            period);

    private TimeSpan UntilStroke(TimeSpan atLeast)
    {
        var now = ticks();
        return OnAGrain(NextMultiple(now + Whole(atLeast), Stroke) - now);
    }

    private static TimeSpan OnAGrain(long milliseconds) => TimeSpan.FromMilliseconds(NextMultiple(milliseconds, Grain));

    private static long Whole(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private static long NextMultiple(long of, long unit) => (of + unit - 1) / unit * unit;
}
