using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>One incident, from its first event to the last so far.</summary>
internal sealed record IncidentModel : PageContent
{
    public required Guid Id { get; init; }

    /// <summary>In the order of decision; at least one.</summary>
    public required IReadOnlyList<JournalledEvent> Events { get; init; }

    /// <summary>Null where no failover is told of.</summary>
    public required IncidentTimeline? Timeline { get; init; }

    /// <summary>Whether what it is about still holds.</summary>
    public required bool IsOpen { get; init; }

    public SentinelEvent First => Events[0].Event;

    /// <summary>What names the incident: how a failover stands, whatever its replicas do; else the last word.</summary>
    public SentinelEvent Lead => Events.Select(entry => entry.Event)
        .LastOrDefault(one => one is FailoverStarted or FailoverFailed or MasterSwitched or MasterSwitchUnconfirmed or FailoverCompleted or MasterRecovered) ?? Events[^1].Event;

    public static IncidentModel? Of(Guid id, IReadOnlyList<JournalledEvent> events, bool isOpen) => events.Count == 0 ? null : new IncidentModel
    {
        Id = id,
        Events = events,
        IsOpen = isOpen,
        Timeline = IncidentTimeline.Of([.. events.Select(entry => entry.Event)]),
    };
}
