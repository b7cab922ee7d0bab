using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A failover over time.</summary>
/// <param name="From">The first sign.</param>
/// <param name="To">The last one.</param>
/// <param name="Planned">Whether somebody asked for it.</param>
/// <param name="Phases">In order, each where the one before ended.</param>
/// <param name="Servers">The old master, and the new one where there is one.</param>
/// <param name="Sentinels">The sentinels, those that spoke first above.</param>
internal sealed record TimelineView(
    DateTimeOffset From, DateTimeOffset To, bool Planned, IReadOnlyList<TimelinePart> Phases, IReadOnlyList<TimelineTrack> Servers, IReadOnlyList<TimelineActor> Sentinels)
{
    /// <returns>Null where no failover is told of.</returns>
    public static TimelineView? Of(IReadOnlyList<EventEntry> events) =>
        IncidentTimeline.Of([.. events.Select(entry => entry.Event with { Evidence = [.. entry.Event.Evidence, .. entry.LateWitnesses] })]) is { } timeline
            ? new TimelineView(
                timeline.Start,
                timeline.Start + timeline.End,
                timeline.Planned,
                [.. timeline.Phases.Select(span => Part(timeline.Start, span))],
                [.. timeline.Servers.Select(server => new TimelineTrack(server.Name, [.. server.Spans.Select(span => Part(timeline.Start, span))]))],
                [
                    .. timeline.Lanes.Concat(timeline.Folded)
                        .Select(lane => new TimelineActor(lane.Name, lane.IsLeader, [.. lane.Marks.Select(mark => new TimelineNote(mark.Sign, timeline.Start + mark.At))])),
                ])
            : null;

    private static TimelinePart Part(DateTimeOffset start, TimelineSpan span) => new(span.Name, span.Tone, start + span.From, start + span.To);
}
