using SentinelEvents.Contracts;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class ReportSeverityTests
{
    [Fact]
    public void Of_NothingAtAll_IsInfo() => Assert.Equal(Severity.Info, ReportSeverity.Of([], []));

    [Theory]
    [InlineData(HealthVerdict.WouldFail, Severity.Critical)]
    [InlineData(HealthVerdict.AtRisk, Severity.Warning)]
    [InlineData(HealthVerdict.Unknown, Severity.Warning)]
    public void Of_OneMaster_WeighsItsVerdict(HealthVerdict verdict, Severity severity) =>
        Assert.Equal(severity, ReportSeverity.Of([], [new MasterHealth { Cluster = "local", Master = "mymaster", Verdict = verdict }]));

    [Fact]
    public void Of_FindingWorseThanTheVerdict_TheFindingCounts() => Assert.Equal(
        Severity.Critical,
        ReportSeverity.Of(
            [new HealthFinding { Rule = "SE001", Severity = Severity.Critical, Cluster = "local", Subject = "s", Title = "t", Evidence = "e", Why = "w", Cure = "c" }],
            [new MasterHealth { Cluster = "local", Master = "mymaster", Verdict = HealthVerdict.AtRisk }]));
}
