using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>A destination is to be told again of an incident that it was told of.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Event">What it was last told.</param>
/// <param name="Times">How often it was reminded so far.</param>
public sealed record Reminder(Guid IncidentId, SentinelEvent Event, int Times);
