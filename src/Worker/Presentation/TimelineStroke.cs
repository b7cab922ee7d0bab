namespace SentinelEvents.Worker.Presentation;

/// <summary>How a line is drawn.</summary>
internal enum TimelineStroke
{
    Solid,
    Dashes,
    FaintDashes,
}
