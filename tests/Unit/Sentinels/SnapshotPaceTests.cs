using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class SnapshotPaceTests
{
    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 500, 10)]
    [InlineData(10, 750, 15)]
    [InlineData(10, 1000, 20)]
    [InlineData(10, 100_000, 20)]
    [InlineData(1, 100, 2)]
    [InlineData(60, 1000, 60)]
    public void Of_ManyMasters_IsLongerAndNeverTooLongForAnAnswer(int interval, int masters, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), SnapshotPace.Of(TimeSpan.FromSeconds(interval), masters));
}
