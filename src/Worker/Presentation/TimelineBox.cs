namespace SentinelEvents.Worker.Presentation;

/// <summary>A rectangle of a drawing.</summary>
internal readonly record struct TimelineBox(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;
}
