using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The trends of a report in words, for those who do not see the plots.</summary>
internal static class TrendLines
{
    private const string None = "no history yet";

    public static IReadOnlyList<TrendLine> Of(HealthReported report)
    {
        var steps = report.Trends;
        if (steps.Count < 2)
        {
            return [new TrendLine("history", "no history yet; trends are shown from the second step on")];
        }

        double[] shares = [.. steps.Where(step => step.Availability is not null).Select(step => step.Availability!.Value)];
        int[] margins = [.. steps.Where(step => step.SentinelMargin is not null).Select(step => step.SentinelMargin!.Value)];
        TimeSpan[] lengths = [.. steps.Where(step => step.TimeToSwitch is not null).Select(step => step.TimeToSwitch!.Value)];
        var failovers = steps.Sum(step => step.Failovers);
        return
        [
            new("from", $"{ReadableTime.Of(steps[0].From)} to {ReadableTime.Of(steps[^1].To)}, {ReportWords.Count(steps.Count, "step")}"),
            new("available", shares.Length == 0 ? None : $"mean of all masters {ReportWords.Share(shares.Average())}, worst step {ReportWords.Share(shares.Min())}, last {ReportWords.Share(shares[^1])}"),
            .. Curves(report),
            new("failovers", failovers == 0 ? "none" : $"{ReportWords.Number(failovers)}, most in one step {ReportWords.Number(steps.Max(step => step.Failovers))}"),
            new("to switch", lengths.Length == 0 ? "no switch" : $"longest {ReadableTime.Of(lengths.Max())}, last {ReadableTime.Of(lengths[^1])}"),
            new("margin", margins.Length == 0 ? None : $"sentinels to spare: smallest {ReportWords.Number(margins.Min())}, last {ReportWords.Number(margins[^1])}"),
        ];
    }

    private static IEnumerable<TrendLine> Curves(HealthReported report) => report.MasterTrends.Count == 0
        ? []
        : TrendCurve.Of(report).Select(curve => new TrendLine("", $"{curve.Name}: {curve.Depth}{Last(curve)}"));

    private static string Last(TrendCurve curve) => (curve.Lowest, curve.Shares[^1]) switch
    {
        ( >= 1, _) => "",
        (_, { } share) => $", last {ReportWords.Share(share)}",
        _ => ", last not known",
    };
}
