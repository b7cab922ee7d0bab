using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Presentation;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 7, 3, 12, 4, 120, TimeSpan.Zero);
    private static readonly Reading Berlin = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), KnownLocales.Find("de-DE")!);
    private static readonly Reading NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), KnownLocales.Find("en-US")!);

    [Fact]
    public void Current_WhereNobodyChose_IsIsoInUtc() => Assert.Equal("2026-03-07 03:12:04.120 UTC", ReadableTime.Precise(Moment));

    [Fact]
    public void Write_OneWithinAnother_EachWritesItsOwn()
    {
        var written = Berlin.Write(() => $"{ReadableTime.Of(Moment)}; {NewYork.Write(() => ReadableTime.Of(Moment))}; {ReadableTime.Of(Moment)}");
        Assert.Equal("07.03.2026 04:12 +01:00; 3/6/2026 10:12 PM -05:00; 07.03.2026 04:12 +01:00", written);
        Assert.Same(Reading.Plain, Reading.Current);
    }

    [Fact]
    public void Write_ThatFails_LeavesNothingBehind()
    {
        Assert.Throws<InvalidOperationException>(() => Berlin.Write<string>(() => throw new InvalidOperationException()));
        Assert.Same(Reading.Plain, Reading.Current);
    }

    [Fact]
    public async Task Write_OfSeveralAtOnce_NeverMixes()
    {
        // Each writer yields to the others between its words, and goes on on whatever thread is free.
        var expected = new Dictionary<Reading, string> { [Berlin] = "07.03.2026 04:12 +01:00 1.234,5", [NewYork] = "3/6/2026 10:12 PM -05:00 1,234.5", [Reading.Plain] = "2026-03-07 03:12 UTC 1234.5" };
        var writers = Enumerable.Range(0, 300).Select(number => expected.Keys.ElementAt(number % 3)).Select(reading => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(expected[reading], reading.Write(() => $"{ReadableTime.Of(Moment)} {ReadableNumber.Of(1234.5, "0.#")}"));
                await Task.Yield();
                Assert.Same(Reading.Plain, Reading.Current);
            }
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll(writers);
    }
}
