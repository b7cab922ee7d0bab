using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Draws an <see cref="IncidentTimeline"/>; of the same one always the same bytes.</summary>
internal sealed class TimelinePicture
{
    /// <summary>As a page shows it; on a phone it is only a little smaller, and can still be read.</summary>
    public const int Width = 400;

    private const int Fineness = 2;
    private const int Edge = 14;
    private const int Top = 46;
    private const int PhaseRow = 20;
    private const int PhaseBar = 14;
    private const int AxisRow = 26;
    private const int ServerRow = 38;
    private const int LaneRow = 48;
    private const int Note = 20;
    private const int LegendRow = 18;
    private const int Gap = 8;
    private const int Sign = 6;
    private const int Ticks = 6;

    /// <summary>The last instant is not the end of the picture: what came of it goes on.</summary>
    private const float LastInstant = 0.94f;
    private const byte FaintLine = 90;
    private const float Small = 11;
    private const float Normal = 12;

    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200];

    private readonly SKCanvas _canvas;
    private readonly IncidentTimeline _timeline;
    private readonly TimelineColours _colours;
    private readonly TimelineAxis _axis;

    private TimelinePicture(SKCanvas canvas, IncidentTimeline timeline, TimelineColours colours)
    {
        _canvas = canvas;
        _timeline = timeline;
        _colours = colours;
        _axis = timeline.Axis;
    }

    private static float Room => Width - (2 * Edge);

    public static ReportPicture Light(IncidentTimeline timeline) =>
        new("timeline@sentinel-events", "timeline.png", Alt(timeline), Draw(timeline, TimelineColours.Light));

    public static ReportPicture Dark(IncidentTimeline timeline) =>
        new("timeline-dark@sentinel-events", "timeline-dark.png", Alt(timeline), Draw(timeline, TimelineColours.Dark));

    private static string Alt(IncidentTimeline timeline) => $"Timeline of {timeline.Title}. {string.Join("; ", timeline.Describe())}";

    private static byte[] Draw(IncidentTimeline timeline, TimelineColours colours)
    {
        var signs = Signs(timeline);
        var legend = LegendRows(signs);
        var height = Top + (timeline.Phases.Count * PhaseRow) + AxisRow + (timeline.Servers.Count * ServerRow) + (timeline.Lanes.Count * LaneRow)
            + (timeline.Folded.Count > 0 ? Note : 0) + (legend * LegendRow) + Edge;
        using var surface = SKSurface.Create(new SKImageInfo(Width * Fineness, height * Fineness, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Scale(Fineness);
        canvas.Clear(colours.Ground);
        new TimelinePicture(canvas, timeline, colours).Draw(signs);
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9));
        return data!.ToArray();
    }

    private static TimelineSign[] Signs(IncidentTimeline timeline) => [.. timeline.Lanes.SelectMany(lane => lane.Marks).Select(mark => mark.Sign).Distinct().Order()];

    private static float LegendWidth(TimelineSign sign) => 16 + PictureFont.Measure(TimelineWords.Of(sign), Small) + 9;

    private static int LegendRows(TimelineSign[] signs)
    {
        var rows = 1;
        var x = 0f;
        foreach (var width in signs.Select(LegendWidth))
        {
            rows = x + width > Room ? rows + 1 : rows;
            x = x + width > Room ? width : x + width;
        }

        return rows;
    }

    private void Draw(TimelineSign[] signs)
    {
        DrawTitle();
        var phasesTop = (float)Top;
        var axisTop = phasesTop + (_timeline.Phases.Count * PhaseRow);
        var lanesTop = axisTop + AxisRow;
        var lanesBottom = lanesTop + (_timeline.Servers.Count * ServerRow) + (_timeline.Lanes.Count * LaneRow);
        DrawBands(lanesTop);
        DrawTicks(axisTop, lanesBottom);
        DrawPhases(phasesTop, lanesBottom);
        var y = lanesTop;
        foreach (var server in _timeline.Servers)
        {
            DrawServer(server, y);
            y += ServerRow;
        }

        foreach (var (place, lane) in _timeline.Lanes.Index())
        {
            DrawLane(lane, y, place % 2 == 0 ? _colours.Band : _colours.Ground);
            y += LaneRow;
        }

        if (_timeline.Folded.Count > 0)
        {
            Text(_timeline.FoldedText, Edge, y + 14, Small, _colours.Plain, Room);
            y += Note;
        }

        DrawLegend(signs, y);
    }

    private void DrawTitle()
    {
        var kind = _timeline.Planned ? "planned failover" : "automatic failover";
        var room = PictureFont.Measure(kind, Normal);
        Text(_timeline.Title, Edge, 22, 15, _colours.Ink, Room - room - Gap, bold: true);
        Text(kind, Width - Edge - room, 22, Normal, _colours.Plain, room + 1);
        Text($"seconds since {ReadableTime.Precise(_timeline.Start)}", Edge, 38, Small, _colours.Plain, Room);
    }

    private void DrawBands(float top)
    {
        using var paint = new SKPaint { Color = _colours.Band };
        var y = top + (_timeline.Servers.Count * ServerRow);
        for (var i = 0; i < _timeline.Lanes.Count; i += 2)
        {
            _canvas.DrawRect(new SKRect(0, y + (i * LaneRow), Width, y + ((i + 1) * LaneRow)), paint);
        }
    }

    private void DrawTicks(float top, float bottom)
    {
        var line = top + 8;
        Line(Edge, line, Width - Edge, line, _colours.Grey);
        var free = float.MinValue;
        foreach (var tick in TickTimes())
        {
            var x = X(tick);
            var label = TickLabel(tick);
            var width = PictureFont.Measure(label, Small);
            var left = Math.Clamp(x - (width / 2), Edge, Width - Edge - width);
            if (left < free)
            {
                continue;
            }

            free = left + width + Gap;
            Line(x, line - 3, x, line + 3, _colours.Grey);
            Text(label, left, line + 15, Small, _colours.Plain, width + 1);
        }

        foreach (var (from, to) in _axis.Cuts)
        {
            // A wait that is cut short: two strokes through the line.
            var x = (X(from) + X(to)) / 2;
            using var gap = new SKPaint { Color = _colours.Ground };
            _canvas.DrawRect(new SKRect(x - 4, line - 6, x + 4, line + 6), gap);
            Line(x - 6, line + 5, x - 1, line - 5, _colours.Grey, 1.5f);
            Line(x + 1, line + 5, x + 6, line - 5, _colours.Grey, 1.5f);
            Line(x, line + 22, x, bottom, _colours.Line, 1, dashed: true);
        }
    }

    private IEnumerable<TimeSpan> TickTimes()
    {
        var cut = _axis.Cuts.Sum(one => (one.To - one.From).TotalSeconds);
        var share = 1 - _axis.Cuts.Sum(one => _axis.Place(one.To) - _axis.Place(one.From));
        var shown = (_timeline.End.TotalSeconds - cut) / Math.Max(share, 0.1);
        var step = Steps.FirstOrDefault(one => shown / one <= Ticks, shown / Ticks);
        var from = TimeSpan.Zero;
        foreach (var end in _axis.Cuts.Select(one => one.From).Append(_timeline.End))
        {
            if (from > TimeSpan.Zero)
            {
                yield return from;
            }

            for (var tick = Math.Ceiling(from.TotalSeconds / step) * step; tick <= end.TotalSeconds + 1e-9; tick += step)
            {
                yield return TimeSpan.FromSeconds(tick);
            }

            from = _axis.Cuts.FirstOrDefault(one => one.From == end).To;
        }
    }

    private static string TickLabel(TimeSpan tick) => $"{ReadableNumber.Of(tick.TotalSeconds, "0.##")} s";

    private void DrawPhases(float top, float bottom)
    {
        var y = top;
        foreach (var phase in _timeline.Phases)
        {
            var colour = _colours.Of(phase.Tone);
            var (left, right) = (X(phase.From), Math.Max(X(phase.To), X(phase.From) + 2));
            Fill(new SKRect(left, y + 2, right, y + 2 + PhaseBar), colour, 2);
            var label = $"{phase.Name} {ReadableTime.Of(phase.Length)}";
            var width = PictureFont.Measure(label, Normal, bold: true);
            var (x, on) = right + 5 + width <= Width - Edge ? (right + 5, _colours.Ink)
                : left - 5 - width >= Edge ? (left - 5 - width, _colours.Ink)
                : (left + 5, _colours.OnColour);
            Text(label, x, y + 13, Normal, on, width + 1, bold: true);
            Line(X(phase.To), y + 2 + PhaseBar, X(phase.To), bottom, colour.WithAlpha(FaintLine), 1, dashed: true);
            y += PhaseRow;
        }
    }

    private void DrawServer(TimelineServer server, float top)
    {
        Text(server.Name, Edge, top + 12, Normal, _colours.Ink, Room, bold: true, on: _colours.Ground);
        foreach (var span in server.Spans)
        {
            var box = new SKRect(X(span.From), top + 17, EndOf(span), top + 32);
            Fill(box, _colours.Of(span.Tone), 2);
            if (PictureFont.Measure(span.Name, Small) + 8 <= box.Width)
            {
                Text(span.Name, box.Left + 4, top + 28, Small, _colours.OnColour, box.Width - 8);
            }
        }
    }

    private void DrawLane(TimelineLane lane, float top, SKColor ground)
    {
        var leader = lane.IsLeader ? " · leader" : "";
        Text($"sentinel {lane.Name}{leader}", Edge, top + 13, Normal, _colours.Ink, Room, bold: lane.IsLeader, on: ground);
        var line = top + 24;
        Line(Edge, line, Width - Edge, line, _colours.Line);
        float[] wanted = [.. lane.Marks.Select(mark => X(mark.At) - Edge)];
        float[] signs = LabelRow.Place(wanted, [.. wanted.Select(_ => 2f * Sign)], Room, 1);
        string[] labels = [.. lane.Marks.Select(mark => $"{TimelineWords.Of(mark.Sign)} {TimelineWords.Of(mark.At)}")];
        if (!LabelRow.Fits([.. labels.Select(Measure)], Room, Gap))
        {
            // The shapes are explained below.
            labels = [.. lane.Marks.Select(mark => TimelineWords.Of(mark.At))];
        }

        float[] places = LabelRow.Place(wanted, [.. labels.Select(Measure)], Room, Gap);
        foreach (var (place, mark) in lane.Marks.Index())
        {
            var colour = _colours.Of(mark.Sign);
            var x = Edge + signs[place] + Sign;
            var middle = Edge + places[place] + (Measure(labels[place]) / 2);
            if (Math.Abs(middle - x) > Measure(labels[place]) / 2)
            {
                var half = (Measure(labels[place]) / 2) - 4;
                Line(x, line + Sign, Math.Clamp(x, middle - half, middle + half), line + 10, colour);
            }

            DrawSign(mark.Sign, x, line);
            Text(labels[place], Edge + places[place], line + 20, Small, colour, Measure(labels[place]) + 1, on: ground);
        }

        static float Measure(string label) => PictureFont.Measure(label, Small);
    }

    private void DrawLegend(TimelineSign[] signs, float top)
    {
        var (x, y) = (0f, top + 12);
        foreach (var sign in signs)
        {
            var width = LegendWidth(sign);
            (x, y) = x + width > Room ? (0, y + LegendRow) : (x, y);
            DrawSign(sign, Edge + x + Sign, y);
            Text(TimelineWords.Of(sign), Edge + x + 16, y + 4, Small, _colours.Plain, width);
            x += width;
        }
    }

    /// <summary>Each a shape of its own, for those who do not see the colours.</summary>
    private void DrawSign(TimelineSign sign, float x, float y)
    {
        var colour = _colours.Of(sign);
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        using var ground = new SKPaint { Color = _colours.Ground, IsAntialias = true };
        using var stroke = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = 2 };
        switch (sign)
        {
            case TimelineSign.Suspected:
                _canvas.DrawCircle(x, y, Sign - 1, ground);
                _canvas.DrawCircle(x, y, Sign - 1, stroke);
                break;
            case TimelineSign.Down:
                _canvas.DrawCircle(x, y, Sign, fill);
                break;
            case TimelineSign.Voted:
                Polygon(ground, (x, y - Sign), (x + Sign, y), (x, y + Sign), (x - Sign, y));
                Polygon(stroke, (x, y - Sign), (x + Sign, y), (x, y + Sign), (x - Sign, y));
                break;
            case TimelineSign.Elected:
                Polygon(fill, (x, y - Sign), (x + Sign, y), (x, y + Sign), (x - Sign, y));
                break;
            case TimelineSign.GaveUp:
                _canvas.DrawLine(x - 4, y - 4, x + 4, y + 4, stroke);
                _canvas.DrawLine(x - 4, y + 4, x + 4, y - 4, stroke);
                break;
            case TimelineSign.Switched:
                Polygon(fill, (x - 5, y - Sign), (x + Sign, y), (x - 5, y + Sign));
                break;
            case TimelineSign.Ended:
                _canvas.DrawRect(new SKRect(x - 5, y - 5, x + 5, y + 5), fill);
                break;
            default:
                Polygon(fill, (x, y - Sign), (x + Sign, y + 5), (x - Sign, y + 5));
                break;
        }
    }

    private void Polygon(SKPaint paint, params (float X, float Y)[] corners)
    {
        using var path = new SKPath();
        path.AddPoly([.. corners.Select(corner => new SKPoint(corner.X, corner.Y))]);
        _canvas.DrawPath(path, paint);
    }

    private float X(TimeSpan at) => Edge + ((float)_axis.Place(at) * Room * LastInstant);

    /// <summary>What has not ended goes on beyond the last instant.</summary>
    private float EndOf(TimelineSpan span) => span.To >= _timeline.End ? Width - Edge : Math.Max(X(span.To), X(span.From) + 2);

    private void Fill(SKRect box, SKColor colour, float round)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        _canvas.DrawRoundRect(box, round, round, paint);
    }

    private void Line(float fromX, float fromY, float toX, float toY, SKColor colour, float width = 1, bool dashed = false)
    {
        using var dashes = dashed ? SKPathEffect.CreateDash([3, 3], 0) : null;
        using var paint = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = width, PathEffect = dashes };
        _canvas.DrawLine(fromX, fromY, toX, toY, paint);
    }

    /// <summary>Cut where it would leave its room; with a ground of its own where lines run behind it.</summary>
    private void Text(string text, float x, float y, float size, SKColor colour, float room, bool bold = false, SKColor? on = null)
    {
        using var font = PictureFont.Of(size, bold);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        var shown = PictureFont.Fit(text, size, room, bold);
        if (on is { } ground)
        {
            Fill(new SKRect(x - 1, y - size + 2, x + font.MeasureText(shown) + 1, y + 2), ground, 0);
        }

        _canvas.DrawText(shown, x, y, SKTextAlign.Left, font, paint);
    }
}
