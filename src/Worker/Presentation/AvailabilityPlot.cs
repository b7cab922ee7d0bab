extern alias Plotting;

using Plotting::ScottPlot;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The availability of single masters, and of those that are not drawn alone, with a legend below: at 100 % all lines meet, and labels at them would too.</summary>
internal static class AvailabilityPlot
{
    private const float LineWidth = 1.5f;
    private const float MarkerSize = 5;
    private const float LegendFont = 10;
    private const int LegendRow = 17;
    private const int LegendEdge = 14;

    /// <summary>Of a line of the legend beside its sample.</summary>
    private const int LegendRoom = 205;

    private static readonly Color Ground = Color.FromHex("#dfe3e7");
    private static readonly Color Ink = Color.FromHex("#3a4249");

    /// <summary>How much room the legend takes.</summary>
    public static int LegendHeight(IReadOnlyList<TrendCurve> curves) => curves.Count > 1 ? (curves.Count * LegendRow) + LegendEdge : 0;

    public static void Draw(Plot plot, IReadOnlyList<TrendCurve> curves, IReadOnlyList<HealthTrendPoint> steps)
    {
        AddBand(plot, steps);

        // The worst is drawn last: it hides others rather than they it.
        foreach (var curve in curves.Reverse())
        {
            AddCurve(plot, curve);
        }

        var low = curves.Min(curve => curve.Lowest) * 100;
        var room = Math.Max((100 - low) * 0.15, 0.005);
        plot.Axes.SetLimitsY(low - room, 100 + room);
        TrendPlots.WriteTicks(plot);
        if (curves.Count > 1)
        {
            AddLegend(plot, curves);
        }
    }

    /// <summary>From the mean of the others down to the lowest of them.</summary>
    private static void AddBand(Plot plot, IReadOnlyList<HealthTrendPoint> steps)
    {
        var known = steps.Index().Where(step => step.Item is { OthersAvailability: not null, OthersLowest: not null }).ToList();
        foreach (var run in known.Index().GroupBy(step => step.Item.Index - step.Index))
        {
            var band = plot.Add.FillY(
                [.. run.Select(step => (double)step.Item.Index)],
                [.. run.Select(step => step.Item.Item.OthersLowest!.Value * 100)],
                [.. run.Select(step => step.Item.Item.OthersAvailability!.Value * 100)]);
            band.FillColor = Ground;
            band.LineWidth = 0;
        }
    }

    /// <summary>Joins steps that follow one another; where nothing is known there is a gap.</summary>
    private static void AddCurve(Plot plot, TrendCurve curve)
    {
        var known = curve.Shares.Index().Where(share => share.Item is not null).ToList();
        foreach (var run in known.Index().GroupBy(share => share.Item.Index - share.Index))
        {
            var line = plot.Add.Scatter(
                run.Select(share => (double)share.Item.Index).ToArray(), run.Select(share => share.Item.Item!.Value * 100).ToArray(), curve.Colour);
            line.LineWidth = LineWidth;
            line.MarkerShape = curve.Marker;
            line.MarkerSize = MarkerSize;
            line.MarkerLineWidth = LineWidth;
        }
    }

    private static void AddLegend(Plot plot, IReadOnlyList<TrendCurve> curves)
    {
        var panel = plot.ShowLegend(Edge.Bottom);
        panel.Alignment = Alignment.UpperLeft;
        panel.Padding = new PixelPadding(0);
        plot.Legend.Margin = new PixelPadding(0, 0, LegendEdge, 0);
        plot.Legend.Padding = new PixelPadding(0);
        plot.Legend.Orientation = Orientation.Vertical;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontSize = LegendFont;
        plot.Legend.FontColor = Ink;
        plot.Legend.ManualItems.AddRange(curves.Select(curve => new LegendItem
        {
            LabelText = Label(curve),
            LineColor = curve.Colour,
            LineWidth = LineWidth,
            MarkerShape = curve.Marker,
            MarkerColor = curve.Colour,
            MarkerSize = MarkerSize,
        }));
    }

    /// <summary>Of a long name only the beginning: the figure stays.</summary>
    private static string Label(TrendCurve curve)
    {
        var figure = $", {curve.Depth}";
        return PictureFont.Fit(curve.Name, LegendFont, LegendRoom - PictureFont.Measure(figure, LegendFont)) + figure;
    }
}
