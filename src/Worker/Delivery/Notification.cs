using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What a destination is told at one time: one event, or several that belong together.</summary>
public sealed record Notification
{
    /// <summary>At least one, in the order in which they were decided. A kind of destination that does not <see cref="DestinationKind.Groups"/> is given exactly one.</summary>
    public required IReadOnlyList<SentinelEvent> Events { get; init; }

    /// <summary>0: it is news. Else the how-manieth reminder it is that the incident is still open.</summary>
    public int Reminder { get; init; }

    /// <summary>How often what it is about went down and up again since somebody was last told; 0 where it did not.</summary>
    public int Flaps { get; init; }

    /// <summary>The incident in whose thread it belongs, where that is not the one of its first event.</summary>
    public Guid? ThreadOf { get; init; }

    public SentinelEvent First => Events[0];

    /// <summary>How things stand now.</summary>
    public SentinelEvent Latest => Events[^1];

    public Guid Thread => ThreadOf ?? First.IncidentId;

    /// <summary>Of the worst of its events.</summary>
    public Severity Severity => Events.Max(one => one.Severity);

    /// <summary>The same for the same content: of a single event its own.</summary>
    public Guid Id => Events.Count == 1 && Reminder == 0
        ? First.EventId
        : EventKey.ToId(FormattableString.Invariant($"notification/{string.Join('/', Events.Select(one => one.EventId))}/{Reminder}"));

    public static Notification Of(SentinelEvent sentinelEvent) => new() { Events = [sentinelEvent] };
}
