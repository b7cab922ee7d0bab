namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// Notices that this process stood still: stopped, swapped out, its machine suspended. Sentinel does the same with two ticks more than 2 s apart
/// (TILT, <c>redis:src/sentinel.c</c>, <c>sentinelCheckTiltCondition</c>). Whoever beats first after the pause finds it, so no order of wake-ups can hide it.
/// </summary>
internal sealed class PauseDetector(TimeProvider time)
{
    /// <summary>How often somebody is to beat at least.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>Beats further apart than this are a pause.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    private readonly Lock gate = new();
    private long last = time.GetTimestamp();
    private TimeSpan found;

    public void Beat()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            var gap = time.GetElapsedTime(last, now);
            last = now;
            found = gap > Limit && gap > found ? gap : found;
        }
    }

    /// <summary>Beats, and tells how long a pause was that nobody was told of yet; null where there was none.</summary>
    public TimeSpan? Take()
    {
        Beat();
        lock (gate)
        {
            var pause = found;
            found = TimeSpan.Zero;
            return pause > TimeSpan.Zero ? pause : null;
        }
    }
}
