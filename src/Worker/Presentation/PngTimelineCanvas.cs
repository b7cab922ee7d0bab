using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Pixels, for mail programs.</summary>
internal sealed class PngTimelineCanvas(SKCanvas canvas, TimelineColours colours) : ITimelineCanvas
{
    private const byte Faint = 90;
    private const float Outline = 2;

    public void Fill(TimelineBox box, TimelineInk ink, float round = 0)
    {
        using var paint = new SKPaint { Color = colours.Of(ink), IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(box.Left, box.Top, box.Right, box.Bottom), round, round, paint);
    }

    public void Line(float fromX, float fromY, float toX, float toY, TimelineInk ink, float width = 1, TimelineStroke stroke = TimelineStroke.Solid)
    {
        var colour = stroke == TimelineStroke.FaintDashes ? colours.Of(ink).WithAlpha(Faint) : colours.Of(ink);
        using var dashes = stroke == TimelineStroke.Solid ? null : SKPathEffect.CreateDash([3, 3], 0);
        using var paint = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = width, PathEffect = dashes };
        canvas.DrawLine(fromX, fromY, toX, toY, paint);
    }

    public void Dot(float x, float y, float radius, TimelineInk ink, TimelineShape shape) => Paint(ink, shape, paint => canvas.DrawCircle(x, y, radius, paint));

    public void Polygon(TimelineInk ink, TimelineShape shape, params (float X, float Y)[] corners)
    {
        using var path = new SKPath();
        path.AddPoly([.. corners.Select(corner => new SKPoint(corner.X, corner.Y))]);
        Paint(ink, shape, paint => canvas.DrawPath(path, paint));
    }

    public void Text(string text, float x, float y, float size, TimelineInk ink, float room, bool bold = false, TimelineInk? on = null)
    {
        using var font = PictureFont.Of(size, bold);
        using var paint = new SKPaint { Color = colours.Of(ink), IsAntialias = true };
        var shown = PictureFont.Fit(text, size, room, bold);
        if (on is { } ground)
        {
            Fill(new TimelineBox(x - 1, y - size + 2, x + font.MeasureText(shown) + 1, y + 2), ground);
        }

        canvas.DrawText(shown, x, y, SKTextAlign.Left, font, paint);
    }

    private void Paint(TimelineInk ink, TimelineShape shape, Action<SKPaint> draw)
    {
        using var fill = new SKPaint { Color = colours.Of(shape == TimelineShape.Full ? ink : TimelineInk.Ground), IsAntialias = true };
        draw(fill);
        if (shape == TimelineShape.Hollow)
        {
            using var stroke = new SKPaint { Color = colours.Of(ink), IsAntialias = true, IsStroke = true, StrokeWidth = Outline };
            draw(stroke);
        }
    }
}
