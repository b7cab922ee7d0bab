using System.Globalization;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Unit.Delivery.Holding;

public sealed class SilenceTests
{
    private static readonly SilenceOptions Nightly = new() { Name = "nightly", Cron = "0 30 2 * * ?", Duration = TimeSpan.FromHours(2), TimeZone = "Europe/Berlin" };

    [Theory]
    [InlineData("2026-03-27T00:00:00Z", "0 30 2 * * ?")] // The clocks leave out 02:30 of the 29th.
    [InlineData("2026-10-23T00:00:00Z", "0 30 2 * * ?")] // And have it twice on the 25th.
    [InlineData("2026-10-23T00:00:00Z", "0 0 0/3 * * ?")] // Begins anew before it is over.
    public void UntilAt_InstantsForthAndBack_AreAsIfEachWereTheFirst(string from, string cron)
    {
        var options = Nightly with { Cron = cron, Duration = cron.Contains('/', StringComparison.Ordinal) ? TimeSpan.FromHours(4) : Nightly.Duration };
        var silence = new Silence(options);
        var start = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture);
        List<DateTimeOffset> instants = [.. Enumerable.Range(0, 4 * 24 * 4).Select(quarter => start.AddMinutes(15 * quarter).AddTicks((quarter % 3) - 1))];
        var covered = 0;
        foreach (var at in instants.Concat(instants.AsEnumerable().Reverse()))
        {
            var until = new Silence(options).UntilAt(at);
            Assert.True(until == silence.UntilAt(at), $"{at:O}");
            covered += until is null ? 0 : 1;
        }

        Assert.InRange(covered, 1, (2 * instants.Count) - (cron == Nightly.Cron ? 1 : 0));
    }

    [Fact]
    public void UntilAt_LongerThanThereIsTime_CoversWhatComes() => Assert.Equal(
        DateTimeOffset.MaxValue,
        new Silence(Nightly with { Duration = TimeSpan.MaxValue }).UntilAt(new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void UntilAt_Ended_CoversWhatWasBeforeAndNothingAfter()
    {
        var start = new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero);
        var silence = new Silence(new SilenceOptions { Name = "move", Start = start, End = start.AddHours(2) }, start.AddHours(1));
        Assert.Equal(start.AddHours(1), silence.UntilAt(start.AddMinutes(59)));
        Assert.Null(silence.UntilAt(start.AddHours(1)));
        Assert.Null(silence.UntilAt(start.AddTicks(-1)));
    }
}
