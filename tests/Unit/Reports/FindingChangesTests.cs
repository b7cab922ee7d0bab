using SentinelEvents.Contracts;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class FindingChangesTests
{
    [Fact]
    public void Of_NoReportBefore_NothingIsNew() => Assert.Empty(FindingChanges.Of([Found("SE001")], null).New);

    [Fact]
    public void Of_OneCameAndOneWent_EachIsTold()
    {
        var changes = FindingChanges.Of([Found("SE001"), Found("SE002")], Before(Found("SE001"), Found("SE003")));
        Assert.Equal("SE002", Assert.Single(changes.New).Rule);
        Assert.Equal("SE003", Assert.Single(changes.Gone).Rule);
    }

    [Fact]
    public void Of_OnlyTheEvidenceDiffers_IsTheSameFinding()
    {
        var changes = FindingChanges.Of([Found("SE001") with { Evidence = "5" }], Before(Found("SE001")));
        Assert.Empty(changes.New);
        Assert.Empty(changes.Gone);
    }

    [Fact]
    public void Of_OtherMaster_IsAnotherFinding() =>
        Assert.Single(FindingChanges.Of([Found("SE001") with { Master = "other" }], Before(Found("SE001"))).New);

    private static HealthReported Before(params HealthFinding[] findings) => new() { Report = "nightly", Findings = findings };

    private static HealthFinding Found(string rule) =>
        new() { Rule = rule, Cluster = "local", Master = "mymaster", Subject = "10.0.0.1:6379", Title = "t", Evidence = "e", Why = "w", Cure = "c" };
}
