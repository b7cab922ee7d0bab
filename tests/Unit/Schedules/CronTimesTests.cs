using System.Globalization;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class CronTimesTests
{
    [Theory]
    [InlineData("* * * * * ?", "UTC", "2026-03-07T03:12:04.9Z", "2026-03-07T03:12:04Z")]
    [InlineData("0/2 * * * * ?", "UTC", "2026-03-07T03:12:05Z", "2026-03-07T03:12:04Z")]
    [InlineData("0 0 8 * * ?", "UTC", "2026-03-07T08:00:00Z", "2026-03-07T08:00:00Z")]
    [InlineData("0 0 8 * * ?", "UTC", "2026-03-07T07:59:59.999Z", "2026-03-06T08:00:00Z")]
    [InlineData("0 0 8 ? * MON", "UTC", "2026-03-07T03:12:04Z", "2026-03-02T08:00:00Z")]
    [InlineData("0 0 8 1 1 ?", "UTC", "2026-12-31T23:59:59Z", "2026-01-01T08:00:00Z")]
    [InlineData("0 0 0 29 2 ?", "UTC", "2027-12-31T00:00:00Z", "2024-02-29T00:00:00Z")]
    [InlineData("* * * 1 1 ?", "UTC", "2026-12-31T00:00:00Z", "2026-01-01T23:59:59Z")]
    [InlineData("0 0 8 * * ?", "Europe/Berlin", "2026-03-28T07:30:00Z", "2026-03-28T07:00:00Z")]
    [InlineData("0 0 8 * * ?", "Europe/Berlin", "2026-03-29T06:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("0 0 8 * * ?", "Europe/Berlin", "2026-10-25T07:00:00Z", "2026-10-25T07:00:00Z")]
    public void LatestAtOrBefore_Now_IsTheTimeThatQuartzCameTo(string cron, string zone, string now, string latest) => Assert.Equal(
        Time(latest), CronTimes.LatestAtOrBefore(cron, TimeZoneInfo.FindSystemTimeZoneById(zone), Time(now)));

    [Fact]
    public void LatestAtOrBefore_ATimeThatNeverComes_IsNull() => Assert.Null(CronTimes.LatestAtOrBefore("0 0 0 30 2 ?", TimeZoneInfo.Utc, Time("2026-03-07T03:12:04Z")));

    [Fact]
    public void Comes_ReadableByQuartzThatFailsOverIt_IsNo() => Assert.Equal((true, false), (CronTimes.IsValid("0 0 2 ? \u2028 SUN"), CronTimes.Comes("0 0 2 ? \u2028 SUN")));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
