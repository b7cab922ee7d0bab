using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Events;

public sealed class SteadyClockTests
{
    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void GetUtcNow_WallClockIsSet_GoesOnFromWhereItWas(int seconds)
    {
        var wall = new SettableClock { Wall = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var clock = new SteadyClock(wall);

        wall.Wall += TimeSpan.FromSeconds(15 + seconds);
        wall.Elapsed += TimeSpan.FromSeconds(15);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 15, TimeSpan.Zero), clock.GetUtcNow());
    }

    [Fact]
    public void WallOf_WallClockSetSince_GivesTheWallClock()
    {
        var wall = new SettableClock { Wall = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var clock = new SteadyClock(wall);

        wall.Wall += TimeSpan.FromHours(1);

        Assert.Equal(wall.Wall, SteadyClock.WallOf(clock).GetUtcNow());
        Assert.Equal(wall.Wall, SteadyClock.WallOf(wall).GetUtcNow());
    }

    /// <summary>A wall clock that somebody sets, beside a monotonic one that nobody can.</summary>
    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; }

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
