using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Unit.Delivery.Holding;

public sealed class SilenceValidatorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 7, 12, 0, 0, TimeSpan.Zero);
    private static readonly SilenceOptions Once = new() { Name = "once", Start = Noon, End = Noon.AddHours(1) };
    private static readonly SilenceOptions Weekly = new() { Name = "weekly", Cron = "0 0 3 ? * SUN", Duration = TimeSpan.FromHours(2), TimeZone = "Europe/Berlin", To = ["mail"] };

    public static TheoryData<string, SilenceOptions, string> Mistakes => new()
    {
        { "nothing", new SilenceOptions { Name = "a" }, "0:Start" },
        { "no end", Once with { End = null }, "0:End" },
        { "no start", Once with { Start = null }, "0:Start" },
        { "ends before", Once with { End = Noon }, "0:End" },
        { "no duration", Weekly with { Duration = null }, "0:Duration" },
        { "no cron", Weekly with { Cron = null }, "0:Cron" },
        { "both forms", Weekly with { Start = Noon }, "0:Cron" },
        { "no cron that Quartz reads", Weekly with { Cron = "every sunday" }, "0:Cron" },
        { "no such zone", Weekly with { TimeZone = "Mars/Olympus" }, "0:TimeZone" },
        { "no such destination", Weekly with { To = ["pager"] }, "0:To:0" },
        { "the bus", Weekly with { To = [Router.Bus] }, "0:To:0" },
        { "no glob", Once with { Match = new() { Masters = ["a b"] } }, "0:Match:Masters:0" },
        { "no name", Once with { Name = "a b" }, "0:Name" },
    };

    [Fact]
    public void Validate_BothForms_AreGood() => Assert.Empty(SilenceValidator.Validate([Once, Weekly], ["mail"]));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_Mistake_NamesTheKey(string what, SilenceOptions silence, string key) =>
        Assert.Equal((what, key), (what, Assert.Single(SilenceValidator.Validate([silence], ["mail"])).Key));

    [Fact]
    public void Validate_ANameTwice_NamesTheSecond() => Assert.Equal("1:Name", Assert.Single(SilenceValidator.Validate([Once, Once], ["mail"])).Key);
}
