using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class ReportTrendsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);
    private static readonly ReportPeriod Daily = new(Now.AddDays(-1), Now);

    [Fact]
    public void Of_FewMasters_EachHasATrendTheLeastAvailableFirst()
    {
        var trends = Of(3, Down(1, Now.AddHours(-40), hours: 6), Down(2, Now.AddHours(-40), hours: 12));

        Assert.Equal(["m2", "m1", "m0"], trends.Masters.Select(trend => trend.Master));
        Assert.All(trends.Masters, trend => Assert.Equal(trends.Steps.Count, trend.Availability.Count));
        Assert.Equal(0.5, trends.Masters[0].Availability[^2]!.Value, 9);
        Assert.Equal(1, trends.Masters[0].Availability[^1]!.Value, 9);
        Assert.All(trends.Steps, step => Assert.Null(step.OthersAvailability));
    }

    [Fact]
    public void Of_ManyMasters_OnlyTheWorstThatWereDownHaveOneAndTheOthersAreToldOfTogether()
    {
        var trends = Of(500, [.. Enumerable.Range(0, 8).Select(master => Down(master, Now.AddHours(-12), hours: 12 - master))]);

        Assert.Equal(Enumerable.Range(0, ReportTrends.MostMasters).Select(master => $"m{master}"), trends.Masters.Select(trend => trend.Master));
        Assert.Equal(1 - (6 / 24.0), trends.Steps[^1].OthersLowest!.Value, 9);
        Assert.Equal(1 - ((6 + 5) / 24.0 / 494), trends.Steps[^1].OthersAvailability!.Value, 9);
    }

    [Fact]
    public void Of_ManyMastersThatWereNeverDown_NoneHasOne()
    {
        var trends = Of(500);
        Assert.Empty(trends.Masters);
        Assert.Equal(1, trends.Steps[^1].OthersLowest);
    }

    [Fact]
    public void Json_OfTheTrends_StaysSmallHoweverManyMasters()
    {
        var many = Of(500, [.. Enumerable.Range(0, 500).SelectMany(master => Enumerable.Range(1, 29).Select(day => Down(master, Now.AddDays(-day), hours: 7.77)))]);
        var json = SentinelEventJson.Serialize(new HealthReported { Report = "r", Trends = many.Steps, MasterTrends = many.Masters });
        Assert.Equal((ReportPeriod.Steps, ReportTrends.MostMasters), (many.Steps.Count, many.Masters.Count));
        Assert.InRange(json.Length, 1, 16_000);
    }

    [Fact]
    public void Json_FromBeforeSingleMastersHadTrends_IsRead()
    {
        const string json =
            """
            {"kind":"HealthReported","report":"daily","masters":[{"cluster":"a","master":"m"}],
             "trends":[{"from":"2026-03-07T08:00:00Z","to":"2026-03-08T08:00:00Z","availability":1,"failovers":0,"timeToSwitch":null,"sentinelMargin":2}]}
            """;
        var report = Assert.IsType<HealthReported>(SentinelEventJson.Deserialize(json));
        Assert.Empty(report.MasterTrends);
        Assert.Null(report.Masters[0].KnownSince);
        Assert.Equal((1, null, 2), (report.Trends[0].Availability, report.Trends[0].OthersAvailability, report.Trends[0].SentinelMargin));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1.5, true)]
    [InlineData(-20, true)]
    [InlineData(3, false)]
    [InlineData(-22, false)]
    public void PastMargin_OfAReport_TellsOfTheStepThatItEndsAlsoWhenItIsLate(double hours, bool tells)
    {
        var margin = new PastMargin(Now.AddHours(hours), Now.AddHours(hours), new HashSet<string> { "a" }, 1);
        Assert.Equal(tells, margin.TellsOf(Daily.From, Daily.To, new HashSet<string> { "a", "b" }));
        Assert.False(margin.TellsOf(Daily.From, Daily.To, new HashSet<string> { "b" }));
    }

    [Theory]
    [InlineData(-24, 24, true)]
    [InlineData(-23, 25, true)]
    [InlineData(-1, 0.2, true)]
    [InlineData(-24, 48, false)]
    [InlineData(-48, 24, false)]
    public void PastMargin_OfATrend_TellsOfTheStepOfItsMiddleUnlessItIsLonger(double hours, double length, bool tells)
    {
        var margin = new PastMargin(Now.AddHours(hours), Now.AddHours(hours + length), new HashSet<string> { "a" }, 1);
        Assert.Equal(tells, margin.TellsOf(Daily.From, Daily.To, new HashSet<string> { "a" }));
    }

    [Fact]
    public void PastMargin_OfAReport_IsItsOwnOfEachClusterAndThoseOfItsTrends()
    {
        var report = new HealthReported
        {
            Report = "r",
            PeriodTo = Now,
            Masters = [Master(0) with { Margin = new HealthMargin { Sentinels = 2 } }, Master(1) with { Cluster = "b", Margin = new HealthMargin { Sentinels = 1 } }],
            Trends = [new HealthTrendPoint { From = Now.AddDays(-2), To = Now.AddDays(-1), SentinelMargin = 0 }, new HealthTrendPoint { From = Now.AddDays(-1), To = Now, SentinelMargin = 1 }],
        };
        Assert.Equal(
            [(Now, "a", 2), (Now, "b", 1), (Now.AddDays(-1), "a b", 0)],
            PastMargin.Of(report).Select(past => (past.To, string.Join(' ', past.Clusters.Order()), past.Margin)));
    }

    private static ReportTrends Of(int masters, params SentinelEvent[][] events) => ReportTrends.Of(
        Daily,
        [.. Enumerable.Range(0, masters).Select(Master)],
        ReportHistory.None with
        {
            Events = [.. events.SelectMany(told => told)],
            KnownSince = Enumerable.Range(0, masters).ToDictionary(master => ("a", $"m{master}"), _ => Now.AddDays(-40)),
        });

    private static MasterHealth Master(int number) => new() { Cluster = "a", Master = $"m{number}" };

    private static SentinelEvent[] Down(int master, DateTimeOffset at, double hours)
    {
        var incident = EventKey.ToId($"{master} {at:O}");
        var address = new HostAddress("10.0.0.1", 6379);
        return
        [
            new MasterDown { Address = address, Cluster = "a", Master = $"m{master}", IncidentId = incident, AgreedAt = at },
            new MasterRecovered { Address = address, Cluster = "a", Master = $"m{master}", IncidentId = incident, AgreedAt = at.AddHours(hours) },
        ];
    }
}
