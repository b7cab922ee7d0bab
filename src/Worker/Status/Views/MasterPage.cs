namespace SentinelEvents.Worker.Status.Views;

/// <summary>One master with its recent past.</summary>
/// <param name="Now">What is agreed beside what each sentinel says.</param>
/// <param name="Incidents">Its latest incidents, the newest first; null while the journal cannot be read.</param>
/// <param name="Events">Its latest events, the newest first; null while the journal cannot be read.</param>
internal sealed record MasterPage(MasterDetail Now, IReadOnlyList<IncidentSummary>? Incidents, IReadOnlyList<EventEntry>? Events);
