extern alias Plotting;

using Plotting::ScottPlot;
using Plotting::ScottPlot.TickGenerators;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The trends of a report as small plots, each only where at least two steps have something to show.</summary>
internal static class TrendPlots
{
    /// <summary>As a page shows them; they are drawn so much finer for screens of high density and for phones, which show them larger.</summary>
    private const int Width = 300;
    private const int Height = 160;
    private const int Fineness = 3;

    private static readonly Color Ink = Color.FromHex("#3a4249");
    private static readonly Color Faint = Color.FromHex("#e1e5e9");
    private static readonly Color Blue = Color.FromHex("#1c5fa8");
    private static readonly Color Amber = Color.FromHex("#b36b00");
    private static readonly Color Red = Color.FromHex("#c01c28");

    public static IEnumerable<ReportPicture> Of(HealthReported report)
    {
        var steps = report.Trends;
        if (steps.Count < 2)
        {
            yield break;
        }

        _ = PictureFont.Use();
        var curves = TrendCurve.Of(report);
        if (curves.Count > 0)
        {
            yield return Draw(
                steps,
                "availability",
                report.MasterTrends.Count > 0 ? "Availability per master, %" : "Mean availability of all masters, %",
                string.Join(", ", curves.Select(curve => $"{curve.Name} {curve.Depth}")),
                plot => AvailabilityPlot.Draw(plot, curves, steps),
                AvailabilityPlot.LegendHeight(curves));
        }

        var most = steps.Max(step => step.Failovers);
        yield return Draw(steps, "failovers", "Failovers", ReportWords.Count(steps.Sum(step => step.Failovers), "failover"), plot =>
        {
            AddBars(plot, [.. steps.Index().Select(step => (step.Index, (double)step.Item.Failovers))], Amber);
            Whole(plot, 0, most);
        });
        var margins = Known(steps, step => step.SentinelMargin);
        if (margins.Length > 1)
        {
            var low = (int)margins.Min(margin => margin.Value);
            yield return Draw(steps, "margin", "Quorum margin: sentinels to spare", $"smallest {ReportWords.Number(low)}", plot =>
            {
                AddLine(plot, margins, Blue);
                var limit = plot.Add.HorizontalLine(0, 1, Red, LinePattern.Dashed);
                limit.EnableAutoscale = false;
                Whole(plot, Math.Min(low, 0), (int)Math.Max(margins.Max(margin => margin.Value), 1));
            });
        }

        var lengths = Known(steps, step => step.TimeToSwitch?.TotalSeconds);
        if (lengths.Length > 1)
        {
            yield return Draw(steps, "switch", "Longest time to an agreed switch, s", $"longest {ReadableTime.Of(TimeSpan.FromSeconds(lengths.Max(length => length.Value)))}", plot =>
            {
                AddBars(plot, lengths, Amber);
                plot.Axes.SetLimitsY(0, Math.Max(lengths.Max(length => length.Value) * 1.15, 0.1));
                WriteTicks(plot);
            });
        }
    }

    /// <summary>The numbers that the library finds for the axis, as the readers write them.</summary>
    public static void WriteTicks(Plot plot)
    {
        if (Reading.Current.Locale != Locale.Iso && plot.Axes.Left.TickGenerator is NumericAutomatic numbers)
        {
            numbers.LabelFormatter = number => PictureFont.Drawable(ReadableNumber.Of(number, "0.##########"));
        }
    }

    private static (int Step, double Value)[] Known(IReadOnlyList<HealthTrendPoint> steps, Func<HealthTrendPoint, double?> value) =>
        [.. steps.Index().Where(step => value(step.Item) is not null).Select(step => (step.Index, value(step.Item)!.Value))];

    /// <summary>Joins steps that follow one another; where nothing is known there is a gap.</summary>
    private static void AddLine(Plot plot, (int Step, double Value)[] points, Color colour)
    {
        foreach (var run in points.Index().GroupBy(point => point.Item.Step - point.Index))
        {
            var line = plot.Add.Scatter(run.Select(point => (double)point.Item.Step).ToArray(), run.Select(point => point.Item.Value).ToArray(), colour);
            line.LineWidth = 1.5f;

            // A step between two gaps has no line that would show it.
            line.MarkerSize = points.Length > 40 && run.Count() > 1 ? 0 : 4;
        }
    }

    private static void AddBars(Plot plot, (int Step, double Value)[] points, Color colour) => plot.Add.Bars(
        points.Select(point => new Bar { Position = point.Step, Value = point.Value, FillColor = colour, LineWidth = 0, Size = 0.7 }).ToArray());

    /// <summary>An axis of counts, with ticks at whole numbers only.</summary>
    private static void Whole(Plot plot, int low, int high)
    {
        var step = Math.Max(1, (int)Math.Ceiling((high - low) / 4.0));
        double[] ticks = [.. Enumerable.Range(0, ((high - low) / step) + 1).Select(tick => (double)(low + (tick * step)))];
        plot.Axes.Left.SetTicks(ticks, [.. ticks.Select(tick => ReadableNumber.Of(tick, "0"))]);
        plot.Axes.SetLimitsY(low - (low < 0 ? 0.3 : 0), Math.Max(high, 1) + 0.3);
    }

    private static ReportPicture Draw(IReadOnlyList<HealthTrendPoint> steps, string name, string title, string summary, Action<Plot> content, int legend = 0)
    {
        using var plot = new Plot { ScaleFactor = Fineness };
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Faint;
        plot.Axes.Color(Ink);
        content(plot);
        plot.Axes.SetLimitsX(-0.6, steps.Count - 0.4);
        int[] marked = [.. new[] { 0, steps.Count / 2, steps.Count - 1 }.Distinct()];
        var isLong = steps[^1].To - steps[0].From > TimeSpan.FromDays(2);
        plot.Axes.Bottom.SetTicks(
            [.. marked.Select(step => (double)step)],
            [.. marked.Select(step => PictureFont.Drawable(isLong ? ReadableTime.Day(steps[step].From) : ReadableTime.Tick(steps[step].From)))]);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 11;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 10;
        plot.Axes.Left.TickLabelStyle.FontSize = 10;
        using var image = plot.GetImage(Width * Fineness, (Height + legend) * Fineness);
        return new ReportPicture(
            $"trend-{name}@sentinel-events",
            $"trend-{name}.png",
            $"{title}: {summary} from {ReadableTime.Of(steps[0].From)} to {ReadableTime.Of(steps[^1].To)}",
            image.GetImageBytes(ImageFormat.Png));
    }
}
