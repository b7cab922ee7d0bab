using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications;

/// <summary>What is on record of the incidents that a notification is about.</summary>
internal sealed class KnownIncidents(IReadOnlyDictionary<Guid, IReadOnlyList<SentinelEvent>> incidents)
{
    public static KnownIncidents None { get; } = new(new Dictionary<Guid, IReadOnlyList<SentinelEvent>>());

    /// <summary>The events of an incident, in the order of decision; empty where nothing is known.</summary>
    public IReadOnlyList<SentinelEvent> Of(Guid incident) => incidents.GetValueOrDefault(incident) ?? [];

    /// <summary>The events of an incident up to one of them: what was told then is told again alike, whatever came after.</summary>
    public IReadOnlyList<SentinelEvent> UpTo(SentinelEvent last)
    {
        var events = Of(last.IncidentId);
        var place = events.Index().Where(one => one.Item.EventId == last.EventId).Select(one => one.Index + 1).FirstOrDefault();
        return place > 0 ? [.. events.Take(place)] : [last];
    }

    /// <summary>When an incident showed first; null where nothing is known of it.</summary>
    public DateTimeOffset? FirstSign(Guid incident) => Of(incident) is { Count: > 0 } events ? events.Min(one => one.OccurredAt) : null;

    /// <summary>How long before its agreement the first sign of an event's incident was seen; null where not known.</summary>
    public TimeSpan? SinceFirstSign(SentinelEvent sentinelEvent) =>
        FirstSign(sentinelEvent.IncidentId) is { } first && sentinelEvent.AgreedAt > first ? sentinelEvent.AgreedAt - first : null;
}
