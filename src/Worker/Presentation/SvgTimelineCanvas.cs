using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Shapes for a page. Colours are classes (<c>i-red</c> fills, <c>s-red</c> strokes), so that the page's style sheet knows day and night and nothing is styled inline.</summary>
internal sealed class SvgTimelineCanvas(HtmlText svg) : ITimelineCanvas
{
    private const float Outline = 2;

    public void Fill(TimelineBox box, TimelineInk ink, float round = 0) => svg.Add(
        $"""<rect class="{Class("i", ink)}" x="{Number(box.Left)}" y="{Number(box.Top)}" width="{Number(box.Width)}" height="{Number(box.Height)}" rx="{Number(round)}"/>""");

    public void Line(float fromX, float fromY, float toX, float toY, TimelineInk ink, float width = 1, TimelineStroke stroke = TimelineStroke.Solid)
    {
        var dashes = stroke switch
        {
            TimelineStroke.Solid => "",
            TimelineStroke.Dashes => " dashed",
            _ => " dashed faint",
        };
        svg.Add(
            $"""<line class="{Class("s", ink)}{dashes}" x1="{Number(fromX)}" y1="{Number(fromY)}" x2="{Number(toX)}" y2="{Number(toY)}" stroke-width="{Number(width)}"/>""");
    }

    public void Dot(float x, float y, float radius, TimelineInk ink, TimelineShape shape) => svg.Add(
        $"""<circle class="{Class(shape, ink)}" cx="{Number(x)}" cy="{Number(y)}" r="{Number(radius)}"{Width(shape)}/>""");

    public void Polygon(TimelineInk ink, TimelineShape shape, params (float X, float Y)[] corners) => svg.Add(
        $"""<polygon class="{Class(shape, ink)}" points="{string.Join(' ', corners.Select(corner => $"{Number(corner.X)},{Number(corner.Y)}"))}"{Width(shape)}/>""");

    public void Text(string text, float x, float y, float size, TimelineInk ink, float room, bool bold = false, TimelineInk? on = null)
    {
        var shown = PictureFont.Fit(text, size, room, bold);
        if (on is { } ground)
        {
            Fill(new TimelineBox(x - 1, y - size + 2, x + PictureFont.Measure(shown, size, bold) + 1, y + 2), ground);
        }

        svg.Add($"""<text class="{Class("i", ink)}{(bold ? " strong" : "")}" x="{Number(x)}" y="{Number(y)}" font-size="{Number(size)}">{shown}</text>""");
    }

    private static string Class(TimelineShape shape, TimelineInk ink) => shape == TimelineShape.Full ? Class("i", ink) : $"{Class("i", TimelineInk.Ground)} {Class("s", ink)}";

    private static string Class(string part, TimelineInk ink) => $"{part}-{ink.ToString().ToLowerInvariant()}";

    private static Trusted Width(TimelineShape shape) => new(shape == TimelineShape.Full ? "" : $" stroke-width=\"{Number(Outline)}\"");

    private static string Number(float number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
