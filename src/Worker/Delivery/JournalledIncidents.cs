using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Incidents as the journal has them.</summary>
internal sealed class JournalledIncidents(IJournalReader reader) : IIncidentView
{
    // Kinds that repeat within an incident are few; this bounds a defect.
    private const int MostEvents = 200;

    public async Task<IReadOnlyList<SentinelEvent>> ReadAsync(Guid incident, CancellationToken cancellation)
    {
        var events = await reader.ReadEventsAsync(new EventFilter(Incident: incident, Limit: MostEvents), cancellation);
        return [.. events.Select(one => one.LateWitnesses.Count == 0 ? one.Event : one.Event with { Evidence = [.. one.Event.Evidence, .. one.LateWitnesses] })];
    }
}
