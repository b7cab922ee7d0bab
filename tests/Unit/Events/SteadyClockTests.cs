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

    /// <summary>Strokes are at multiples of 250 ms, and it is 200 ms after one; due times are multiples of 4 ms, the grain of the clock by which timers go.</summary>
    [Theory]
    [InlineData(1000, 1052)]
    [InlineData(1050, 1052)]
    [InlineData(1050.5, 1300)]
    [InlineData(500, 552)]
    [InlineData(499, 500)]
    [InlineData(497, 500)]
    [InlineData(100, 100)]
    [InlineData(99, 99)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(3_600_001, 3_600_001)]
    public void CreateTimer_HalfASecondOrMore_GoesOffOnAStroke(double asked, int set)
    {
        var wall = new SettableClock();
        var clock = new SteadyClock(wall, () => 7_200);

        clock.CreateTimer(_ => { }, null, TimeSpan.FromMilliseconds(asked), TimeSpan.FromSeconds(7));

        Assert.Equal((TimeSpan.FromMilliseconds(set), TimeSpan.FromSeconds(7)), Assert.Single(wall.Timers));
    }

    [Fact]
    public void UntilStroke_OfAClockWithStrokesAndOfOneWithout()
    {
        var clock = new SteadyClock(new SettableClock(), () => 7_200);

        Assert.Equal(TimeSpan.FromMilliseconds(300), SteadyClock.UntilStroke(clock, TimeSpan.FromMilliseconds(250)));
        Assert.Equal(TimeSpan.FromMilliseconds(250), SteadyClock.UntilStroke(TimeProvider.System, TimeSpan.FromMilliseconds(250)));
    }

    /// <summary>A wall clock that somebody sets, beside a monotonic one that nobody can.</summary>
    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; }

        public List<(TimeSpan DueTime, TimeSpan Period)> Timers { get; } = [];

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers.Add((dueTime, period));
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
