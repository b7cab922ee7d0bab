extern alias Plotting;

using Plotting::ScottPlot;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>One line of the plot of availability.</summary>
/// <param name="Name">Whose: a master, or several together.</param>
/// <param name="Shares">For each step, 0 to 1; null where nothing is known.</param>
/// <param name="Lowest">Of any step; of several masters together, that of any of them.</param>
/// <param name="Colour">Told apart also by those who see few colours, and by <paramref name="Marker"/>.</param>
/// <param name="Marker">At each step.</param>
internal sealed record TrendCurve(string Name, IReadOnlyList<double?> Shares, double Lowest, Color Colour, MarkerShape Marker)
{
    private static readonly Color Blue = Color.FromHex("#1c5fa8");
    private static readonly Color Grey = Color.FromHex("#6b7680");

    // As many as a report tells of, each with a contrast of at least 4.5 to 1 on white.
    private static readonly (Color Colour, MarkerShape Marker)[] Looks =
    [
        (Color.FromHex("#c01c28"), MarkerShape.FilledCircle),
        (Blue, MarkerShape.FilledSquare),
        (Color.FromHex("#1f6f3f"), MarkerShape.FilledTriangleUp),
        (Color.FromHex("#9a5b00"), MarkerShape.FilledDiamond),
        (Color.FromHex("#7b3fa0"), MarkerShape.OpenCircle),
        (Color.FromHex("#0b7285"), MarkerShape.Cross),
    ];

    /// <summary>The lowest availability in words.</summary>
    public string Depth => Lowest < 1 ? $"lowest {ReportWords.Share(Lowest)}" : $"always {ReportWords.Share(1)}";

    /// <summary>The masters that a report tells of alone, the least available first, and the others together; all together where it tells of none alone.</summary>
    public static IReadOnlyList<TrendCurve> Of(HealthReported report)
    {
        if (report.MasterTrends.Count == 0)
        {
            return Known([Of("mean of all masters", [.. report.Trends.Select(step => step.Availability)], Blue, MarkerShape.FilledCircle)]);
        }

        var others = report.Masters.Count - report.MasterTrends.Count;
        var mean = Of($"mean of {ReportWords.Count(others, "other")}", [.. report.Trends.Select(step => step.OthersAvailability)], Grey, MarkerShape.None);
        return Known(
        [
            .. report.MasterTrends.Zip(Looks, (trend, look) => Of(MasterCard.NameOf(trend.Cluster, trend.Master, report), trend.Availability, look.Colour, look.Marker)),
            mean with { Lowest = report.Trends.Min(step => step.OthersLowest) ?? mean.Lowest },
        ]);
    }

    private static TrendCurve Of(string name, IReadOnlyList<double?> shares, Color colour, MarkerShape marker) => new(name, shares, shares.Min() ?? 1, colour, marker);

    private static TrendCurve[] Known(IEnumerable<TrendCurve> curves) => [.. curves.Where(curve => curve.Shares.Count(share => share is not null) > 1)];
}
