namespace SentinelEvents.Worker.Journal;

/// <summary>What becomes of the reminder of an incident: <see cref="Set"/> or <see cref="Clear"/>.</summary>
/// <param name="IncidentId">The incident.</param>
public abstract record ReminderChange(Guid IncidentId)
{
    /// <summary>It is due from now on at a time, and about another event.</summary>
    /// <param name="IncidentId">The incident.</param>
    /// <param name="EventId">What the destination was told last.</param>
    /// <param name="DueAt">When.</param>
    /// <param name="Times">How often it was reminded so far.</param>
    public sealed record Set(Guid IncidentId, Guid EventId, DateTimeOffset DueAt, int Times = 0) : ReminderChange(IncidentId);

    /// <summary>There is none any more.</summary>
    /// <param name="IncidentId">The incident.</param>
    public sealed record Clear(Guid IncidentId) : ReminderChange(IncidentId);
}
