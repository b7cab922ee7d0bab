namespace SentinelEvents.Worker.Presentation;

/// <summary>Whether a sign is filled.</summary>
internal enum TimelineShape
{
    Full,
    Hollow,
}
