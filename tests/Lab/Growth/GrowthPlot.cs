using System.Globalization;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>Memory and processor time against the number of masters, which stands on a logarithmic axis, one line for each number of sentinels; as SVG.</summary>
internal static class GrowthPlot
{
    private const double Width = 400;
    private const double Height = 240;
    private const double Left = 60;
    private const double Top = 40;
    private const double Panel = Width + 120;
    private const int Ticks = 4;

    private static readonly string[] Colours = ["#1c5fa8", "#b36b00", "#c01c28"];

    internal static void Save(IReadOnlyList<GrowthSample> samples, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, Draw(samples));
    }

    internal static string Draw(IReadOnlyList<GrowthSample> samples)
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {(2 * Panel) - 20:0} {Height + 100:0}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#3a4249\">");
        Add(svg, $"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        DrawPanel(svg, samples, 0, "Resident memory, MB", sample => sample.Figures.Rss / 1e6);
        DrawPanel(svg, samples, Panel, "Processor, % of a core", sample => sample.PercentOfACore);
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void DrawPanel(StringBuilder svg, IReadOnlyList<GrowthSample> samples, double offset, string title, Func<GrowthSample, double> figure)
    {
        var masters = samples.Select(sample => sample.Masters).Distinct().Order().ToList();
        var (least, most) = (Math.Log10(masters[0]), Math.Max(Math.Log10(masters[^1]), Math.Log10(masters[0]) + 1));
        var highest = Math.Max(samples.Max(figure), 0.01) * 1.05;
        Add(svg, $"<g transform=\"translate({offset + Left:0} {Top:0})\"><text x=\"0\" y=\"-16\" font-size=\"15\">{title}</text>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = highest * tick / Ticks;
            Add(svg, $"<path d=\"M0 {Y(value):0.0}H{Width:0}\" stroke=\"#e1e5e9\"/><text x=\"-8\" y=\"{Y(value) + 4:0.0}\" text-anchor=\"end\">{value.ToString(highest < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)}</text>");
        }

        foreach (var number in masters)
        {
            Add(svg, $"<text x=\"{X(number):0.0}\" y=\"{Height + 20:0}\" text-anchor=\"middle\">{number}</text>");
        }

        Add(svg, $"<text x=\"{Width / 2:0}\" y=\"{Height + 42:0}\" text-anchor=\"middle\">masters</text>");
        foreach (var (index, group) in samples.GroupBy(sample => sample.Sentinels).Index())
        {
            var colour = Colours[index % Colours.Length];
            var points = group.OrderBy(sample => sample.Masters).Select(sample => (X: X(sample.Masters), Y: Y(figure(sample)))).ToList();
            Add(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', points.Select(point => Text($"{point.X:0.0},{point.Y:0.0}")))}\"/>");
            foreach (var (x, y) in points)
            {
                Add(svg, $"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"3\" fill=\"{colour}\"/>");
            }

            Add(svg, $"<text x=\"12\" y=\"{16 + (index * 18)}\" fill=\"{colour}\">{group.Key} sentinels</text>");
        }

        Add(svg, $"</g>");

        double X(int number) => (Math.Log10(number) - least) / (most - least) * Width;

        double Y(double value) => Height - (value / highest * Height);
    }

    private static void Add(StringBuilder svg, FormattableString text) => svg.AppendLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
