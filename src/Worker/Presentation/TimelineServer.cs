namespace SentinelEvents.Worker.Presentation;

/// <summary>How the old or the new master stood over the time of an incident.</summary>
/// <param name="Name">Which it is, and its address.</param>
/// <param name="Spans">In order, without gaps between them.</param>
internal sealed record TimelineServer(string Name, IReadOnlyList<TimelineSpan> Spans);
