using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class SentinelLogTests
{
    [Fact]
    public void TryParse_ASwitchOfANameWithSpaces_ReadsFromTheRight()
    {
        var parsed = SentinelLog.TryParse("4711:X 23 Nov 2026 15:53:04.123 # +switch-master my own master node-a 41000 ::1 41002");

        Assert.Equal(
            new LoggedSwitch(new DateTimeOffset(2026, 11, 23, 15, 53, 4, 123, TimeSpan.Zero), "my own master", "node-a", 41000, "::1", 41002),
            parsed);
    }

    [Theory]
    [InlineData("4711:X 23 Nov 2026 15:53:04.123 # +sdown master mymaster 127.0.0.1 41000")]
    [InlineData("4711:X 23 Nov 2026 15:53:04.123 # +switch-master mymaster 127.0.0.1 41000")]
    [InlineData("")]
    public void TryParse_AnyOtherLine_IsNoSwitch(string line) => Assert.Null(SentinelLog.TryParse(line));
}
