namespace SentinelEvents.Worker.Presentation;

/// <summary>What a <see cref="TimelineDrawing"/> is drawn with.</summary>
internal interface ITimelineCanvas
{
    void Fill(TimelineBox box, TimelineInk ink, float round = 0);

    void Line(float fromX, float fromY, float toX, float toY, TimelineInk ink, float width = 1, TimelineStroke stroke = TimelineStroke.Solid);

    void Dot(float x, float y, float radius, TimelineInk ink, TimelineShape shape);

    void Polygon(TimelineInk ink, TimelineShape shape, params (float X, float Y)[] corners);

    /// <summary>Cut where it would leave its room; with a ground of its own where lines run behind it.</summary>
    void Text(string text, float x, float y, float size, TimelineInk ink, float room, bool bold = false, TimelineInk? on = null);
}
