using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A sign at an instant.</summary>
/// <param name="Sign">What the sentinel said or did.</param>
/// <param name="At">When.</param>
internal sealed record TimelineNote(TimelineSign Sign, DateTimeOffset At);
