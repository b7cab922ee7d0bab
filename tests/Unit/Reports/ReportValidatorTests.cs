using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class ReportValidatorTests
{
    private static readonly ReportOptions Good = new() { Name = "daily", Cron = "0 0 8 * * ?", To = ["mail"] };

    [Theory]
    [InlineData("0 0 8 * * ?")]
    [InlineData("0 0 8 ? * MON-FRI")]
    [InlineData("0/2 * * * * ?")]
    [InlineData("0 0 0 29 2 ?")]
    public void Validate_CronThatComes_IsGood(string cron) => Assert.Empty(Mistakes(Good with { Cron = cron }));

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("0 8 * * *")]
    [InlineData("0 0 25 * * ?")]
    [InlineData("0 0 8 * * ? 2020")]
    [InlineData("0 0 8 30 2 ?")]
    public void Validate_CronThatIsNoneOrNeverComes_IsMistakeWithAnExample(string cron)
    {
        var (key, cure) = Assert.Single(Mistakes(Good with { Cron = cron }));
        Assert.Equal("0:Cron", key);
        Assert.Contains("0 0 8 * * ?", cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EverythingElse_NamesKeyAndCure()
    {
        Assert.Contains("1 to 64 letters", Cure("0:Name", Good with { Name = "every day" }), StringComparison.Ordinal);
        Assert.Contains("Reports:0 has this name", Cure("1:Name", Good, Good with { Name = "DAILY" }), StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", Cure("0:TimeZone", Good with { TimeZone = "Mars/Olympus" }), StringComparison.Ordinal);
        Assert.Contains("a name in which *", Cure("0:Clusters:0", Good with { Clusters = ["a b"] }), StringComparison.Ordinal);
        Assert.Contains("There are: local, prod-1", Cure("0:Clusters:1", Good with { Clusters = ["prod-*", "test"] }), StringComparison.Ordinal);
        Assert.Contains("There are: mail, bus", Cure("0:To:1", Good with { To = ["bus", "nobody"] }), StringComparison.Ordinal);
        Assert.Contains("at least one", Cure("0:To", Good with { To = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Good_IsGood() => Assert.Empty(Mistakes(Good with { Clusters = ["prod-?"], TimeZone = "Europe/Berlin", To = ["MAIL", "bus"] }, Good with { Name = "weekly" }));

    private static string Cure(string key, params ReportOptions[] reports)
    {
        var (where, cure) = Assert.Single(Mistakes(reports));
        Assert.Equal(key, where);
        return cure;
    }

    private static IEnumerable<(string Key, string Cure)> Mistakes(params ReportOptions[] reports) => ReportValidator.Validate(reports, ["local", "prod-1"], ["mail"]);
}
