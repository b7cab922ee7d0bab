namespace SentinelEvents.Worker.Status.Views;

/// <summary>One incident with all that is on record of it.</summary>
/// <param name="Summary">In short.</param>
/// <param name="Events">Its events in the order of decision, the oldest 200, each with who said so and what became of it at each destination.</param>
/// <param name="Timeline">Who did what when; null where no failover is told of.</param>
internal sealed record IncidentDetail(IncidentSummary Summary, IReadOnlyList<EventEntry> Events, TimelineView? Timeline);
