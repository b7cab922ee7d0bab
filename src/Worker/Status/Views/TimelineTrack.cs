namespace SentinelEvents.Worker.Status.Views;

/// <summary>How a server stood.</summary>
/// <param name="Name">Which it is, and its address.</param>
/// <param name="Parts">In order, without gaps.</param>
internal sealed record TimelineTrack(string Name, IReadOnlyList<TimelinePart> Parts);
