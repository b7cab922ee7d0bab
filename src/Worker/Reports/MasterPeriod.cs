using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>What the journal tells of one master in a report's period.</summary>
/// <param name="Availability">The share of the period, 0 to 1, in which the master was not agreed to be down; null where the journal does not reach back.</param>
/// <param name="Failovers">The failovers in the period, the oldest first.</param>
internal sealed record MasterPeriod(double? Availability, IReadOnlyList<HealthFailover> Failovers)
{
    /// <summary>Reads it from the master's events. Pure.</summary>
    /// <param name="events">The master's events in the order of decision, those before the period included that may reach into it.</param>
    /// <param name="from">The beginning of the period; not part of it.</param>
    /// <param name="to">The end of the period; part of it.</param>
    /// <param name="knownSince">When the journal first knew the master; null where it does not.</param>
    public static MasterPeriod Of(IReadOnlyList<SentinelEvent> events, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? knownSince)
    {
        var incidents = events.ToLookup(told => told.IncidentId);
        return new MasterPeriod(
            knownSince <= from && from < to ? 1 - (DownTime(incidents, from, to) / (to - from)) : null,
            [.. events.OfType<MasterSwitched>()
                .Where(switched => switched.AgreedAt > from && switched.AgreedAt <= to)
                .OrderBy(switched => switched.AgreedAt)
                .Select(switched => Failover(switched, incidents[switched.IncidentId]))]);
    }

    private static HealthFailover Failover(MasterSwitched switched, IEnumerable<SentinelEvent> incident)
    {
        // Without an event before the switch nobody heard how it began: a switch found by a reading took an unknown time, not none.
        var begun = incident.TakeWhile(told => told.EventId != switched.EventId).Select(told => (DateTimeOffset?)told.OccurredAt).Min();
        return new HealthFailover(switched.AgreedAt, switched.OldAddress, switched.NewAddress, switched.Planned, begun <= switched.AgreedAt ? switched.AgreedAt - begun : null);
    }

    private static TimeSpan DownTime(ILookup<Guid, SentinelEvent> incidents, DateTimeOffset from, DateTimeOffset to)
    {
        var down = TimeSpan.Zero;
        var counted = from;
        foreach (var (begin, end) in incidents.SelectMany(Spans).OrderBy(span => span.Begin))
        {
            // What two incidents share is counted once.
            var begins = begin > counted ? begin : counted;
            var ends = end is { } known && known < to ? known : to;
            if (ends > begins)
            {
                down += ends - begins;
                counted = ends;
            }
        }

        return down;
    }

    private static IEnumerable<(DateTimeOffset Begin, DateTimeOffset? End)> Spans(IEnumerable<SentinelEvent> incident)
    {
        DateTimeOffset? since = null;
        foreach (var told in incident)
        {
            switch (told)
            {
                case MasterDown:
                    since ??= told.AgreedAt;
                    break;
                case MasterRecovered or MasterSwitched when since is { } begin:
                    yield return (begin, told.AgreedAt);
                    since = null;
                    break;
            }
        }

        if (since is { } open)
        {
            yield return (open, null);
        }
    }
}
