namespace SentinelEvents.Worker.Simulation;

/// <summary>The clock of a story: it stands where it is put.</summary>
internal sealed class StoryTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Never back.</summary>
    public void Put(DateTimeOffset now) => _now = now > _now ? now : _now;
}
