namespace SentinelEvents.Worker.Presentation;

/// <summary>Where everything of an <see cref="IncidentTimeline"/> goes, whatever it is drawn with.</summary>
internal sealed class TimelineDrawing
{
    /// <summary>As a page shows it; on a phone it is only a little smaller, and can still be read.</summary>
    public const int Width = 400;

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
    private const float Small = 11;
    private const float Normal = 12;

    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200];

    private readonly ITimelineCanvas _canvas;
    private readonly TimelineSign[] _signs;
    private readonly IncidentTimeline _timeline;
    private readonly TimelineAxis _axis;

    private TimelineDrawing(ITimelineCanvas canvas, IncidentTimeline timeline)
    {
        _canvas = canvas;
        _timeline = timeline;
        _signs = Signs(timeline);
        _axis = timeline.Axis;
    }

    private static float Room => Width - (2 * Edge);

    public static int Height(IncidentTimeline timeline) => Top + (timeline.Phases.Count * PhaseRow) + AxisRow + (timeline.Servers.Count * ServerRow)
        + (timeline.Lanes.Count * LaneRow) + (timeline.Folded.Count > 0 ? Note : 0) + (LegendRows(Signs(timeline)) * LegendRow) + Edge;

    public static void Draw(IncidentTimeline timeline, ITimelineCanvas canvas) => new TimelineDrawing(canvas, timeline).Draw();

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

    private void Draw()
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
            DrawLane(lane, y, place % 2 == 0 ? TimelineInk.Band : TimelineInk.Ground);
            y += LaneRow;
        }

        if (_timeline.Folded.Count > 0)
        {
            _canvas.Text(_timeline.FoldedText, Edge, y + 14, Small, TimelineInk.Plain, Room);
            y += Note;
        }

        DrawLegend(y);
    }

    private void DrawTitle()
    {
        var kind = _timeline.Planned ? "planned failover" : "automatic failover";
        var room = PictureFont.Measure(kind, Normal);
        _canvas.Text(_timeline.Title, Edge, 22, 15, TimelineInk.Ink, Room - room - Gap, bold: true);
        _canvas.Text(kind, Width - Edge - room, 22, Normal, TimelineInk.Plain, room + 1);
        _canvas.Text($"seconds since {ReadableTime.Precise(_timeline.Start)}", Edge, 38, Small, TimelineInk.Plain, Room);
    }

    private void DrawBands(float top)
    {
        var y = top + (_timeline.Servers.Count * ServerRow);
        for (var i = 0; i < _timeline.Lanes.Count; i += 2)
        {
            _canvas.Fill(new TimelineBox(0, y + (i * LaneRow), Width, y + ((i + 1) * LaneRow)), TimelineInk.Band);
        }
    }

    private void DrawTicks(float top, float bottom)
    {
        var line = top + 8;
        _canvas.Line(Edge, line, Width - Edge, line, TimelineInk.Grey);
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
            _canvas.Line(x, line - 3, x, line + 3, TimelineInk.Grey);
            _canvas.Text(label, left, line + 15, Small, TimelineInk.Plain, width + 1);
        }

        foreach (var (from, to) in _axis.Cuts)
        {
            // A wait that is cut short: two strokes through the line.
            var x = (X(from) + X(to)) / 2;
            _canvas.Fill(new TimelineBox(x - 4, line - 6, x + 4, line + 6), TimelineInk.Ground);
            _canvas.Line(x - 6, line + 5, x - 1, line - 5, TimelineInk.Grey, 1.5f);
            _canvas.Line(x + 1, line + 5, x + 6, line - 5, TimelineInk.Grey, 1.5f);
            _canvas.Line(x, line + 22, x, bottom, TimelineInk.Line, 1, TimelineStroke.Dashes);
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
            var colour = InkOf(phase.Tone);
            var (left, right) = (X(phase.From), Math.Max(X(phase.To), X(phase.From) + 2));
            _canvas.Fill(new TimelineBox(left, y + 2, right, y + 2 + PhaseBar), colour, 2);
            var label = $"{phase.Name} {ReadableTime.Of(phase.Length)}";
            var width = PictureFont.Measure(label, Normal, bold: true);
            var (x, on) = right + 5 + width <= Width - Edge ? (right + 5, TimelineInk.Ink)
                : left - 5 - width >= Edge ? (left - 5 - width, TimelineInk.Ink)
                : right - left >= width + 10 ? (left + 5, TimelineInk.OnColour)
                // Nowhere quite: where there is more room, over the edge of the picture's margin.
                : Width - right > left ? (Width - width - 2, TimelineInk.Ink)
                : (2, TimelineInk.Ink);
            _canvas.Text(label, x, y + 13, Normal, on, width + 1, bold: true);
            _canvas.Line(X(phase.To), y + 2 + PhaseBar, X(phase.To), bottom, colour, 1, TimelineStroke.FaintDashes);
            y += PhaseRow;
        }
    }

    private void DrawServer(TimelineServer server, float top)
    {
        _canvas.Text(server.Name, Edge, top + 12, Normal, TimelineInk.Ink, Room, bold: true, on: TimelineInk.Ground);
        foreach (var span in server.Spans)
        {
            var box = new TimelineBox(X(span.From), top + 17, EndOf(span), top + 32);
            _canvas.Fill(box, InkOf(span.Tone), 2);
            if (PictureFont.Measure(span.Name, Small) + 8 <= box.Width)
            {
                _canvas.Text(span.Name, box.Left + 4, top + 28, Small, TimelineInk.OnColour, box.Width - 8);
            }
        }
    }

    private void DrawLane(TimelineLane lane, float top, TimelineInk ground)
    {
        var leader = lane.IsLeader ? " · leader" : "";
        _canvas.Text($"sentinel {lane.Name}{leader}", Edge, top + 13, Normal, TimelineInk.Ink, Room, bold: lane.IsLeader, on: ground);
        var line = top + 24;
        _canvas.Line(Edge, line, Width - Edge, line, TimelineInk.Line);
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
            var colour = InkOf(mark.Sign);
            var x = Edge + signs[place] + Sign;
            var middle = Edge + places[place] + (Measure(labels[place]) / 2);
            if (Math.Abs(middle - x) > Measure(labels[place]) / 2)
            {
                var half = (Measure(labels[place]) / 2) - 4;
                _canvas.Line(x, line + Sign, Math.Clamp(x, middle - half, middle + half), line + 10, colour);
            }

            DrawSign(mark.Sign, x, line);
            _canvas.Text(labels[place], Edge + places[place], line + 20, Small, colour, Measure(labels[place]) + 1, on: ground);
        }

        static float Measure(string label) => PictureFont.Measure(label, Small);
    }

    private void DrawLegend(float top)
    {
        var (x, y) = (0f, top + 12);
        foreach (var sign in _signs)
        {
            var width = LegendWidth(sign);
            (x, y) = x + width > Room ? (0, y + LegendRow) : (x, y);
            DrawSign(sign, Edge + x + Sign, y);
            _canvas.Text(TimelineWords.Of(sign), Edge + x + 16, y + 4, Small, TimelineInk.Plain, width);
            x += width;
        }
    }

    /// <summary>Each a shape of its own, for those who do not see the colours.</summary>
    private void DrawSign(TimelineSign sign, float x, float y)
    {
        var ink = InkOf(sign);
        switch (sign)
        {
            case TimelineSign.Suspected:
                _canvas.Dot(x, y, Sign - 1, ink, TimelineShape.Hollow);
                break;
            case TimelineSign.Down:
                _canvas.Dot(x, y, Sign, ink, TimelineShape.Full);
                break;
            case TimelineSign.Voted:
                _canvas.Polygon(ink, TimelineShape.Hollow, (x, y - Sign), (x + Sign, y), (x, y + Sign), (x - Sign, y));
                break;
            case TimelineSign.Elected:
                _canvas.Polygon(ink, TimelineShape.Full, (x, y - Sign), (x + Sign, y), (x, y + Sign), (x - Sign, y));
                break;
            case TimelineSign.GaveUp:
                _canvas.Line(x - 4, y - 4, x + 4, y + 4, ink, 2);
                _canvas.Line(x - 4, y + 4, x + 4, y - 4, ink, 2);
                break;
            case TimelineSign.Switched:
                _canvas.Polygon(ink, TimelineShape.Full, (x - 5, y - Sign), (x + Sign, y), (x - 5, y + Sign));
                break;
            case TimelineSign.Ended:
                _canvas.Fill(new TimelineBox(x - 5, y - 5, x + 5, y + 5), ink);
                break;
            default:
                _canvas.Polygon(ink, TimelineShape.Full, (x, y - Sign), (x + Sign, y + 5), (x - Sign, y + 5));
                break;
        }
    }

    private static TimelineInk InkOf(TimelineTone tone) => tone switch
    {
        TimelineTone.Good => TimelineInk.Green,
        TimelineTone.Working => TimelineInk.Blue,
        TimelineTone.Bad => TimelineInk.Red,
        _ => TimelineInk.Grey,
    };

    private static TimelineInk InkOf(TimelineSign sign) => sign switch
    {
        TimelineSign.Suspected => TimelineInk.Amber,
        TimelineSign.Down or TimelineSign.GaveUp => TimelineInk.Red,
        TimelineSign.Voted or TimelineSign.Elected => TimelineInk.Blue,
        _ => TimelineInk.Green,
    };

    private float X(TimeSpan at) => Edge + ((float)_axis.Place(at) * Room * LastInstant);

    /// <summary>What has not ended goes on beyond the last instant.</summary>
    private float EndOf(TimelineSpan span) => span.To >= _timeline.End ? Width - Edge : Math.Max(X(span.To), X(span.From) + 2);
}
