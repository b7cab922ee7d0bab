using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Sentinels.Inspection;

/// <summary>A short run of the benchmark; the figures come from the command (docs/performance.md).</summary>
public sealed class ReportCostTests
{
    [Fact]
    public async Task Run_FewMasters_MeasuresReportsAndEventsBesideThem()
    {
        var options = new ReportCostOptions { Masters = 30, Sentinels = 3, Runs = 2, Switches = 2 };

        var result = await new ReportCostRun(options, _ => { }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, 2), (result.Reports.Count, result.Alone.Count));
        Assert.True(result is { Beside.Count: >= 2, ReportsBeside.Count: >= 1 }, $"{result}");
        Assert.All(result.Reports, report => Assert.InRange(report.Whole, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10)));
        Assert.True(result is { Within.Count: >= 2, ReportsWithin.Count: >= 2 }, $"{result}");
        Assert.All([.. result.Alone, .. result.Beside, .. result.Within], delay => Assert.InRange(delay, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30)));
    }
}
