namespace SentinelEvents.Worker.Presentation;

/// <summary>A sign at an instant.</summary>
/// <param name="Sign">Which.</param>
/// <param name="At">Counted from the first sign.</param>
internal sealed record TimelineMark(TimelineSign Sign, TimeSpan At);
