namespace SentinelEvents.Worker.Presentation;

/// <summary>What one sentinel said and did.</summary>
/// <param name="Name">Where it is reached.</param>
/// <param name="IsLeader">Whether it led a failover.</param>
/// <param name="Marks">In order; each sign once.</param>
internal sealed record TimelineLane(string Name, bool IsLeader, IReadOnlyList<TimelineMark> Marks);
