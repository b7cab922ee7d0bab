using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>The journal's part of the read side, for API and page. Throws what the journal throws while it is away.</summary>
internal sealed class RecordReader(IJournalReader journal, IPipelineView pipeline, IDeliveryView delivery)
{
    /// <summary>The list of events, the oldest first, as a cursor names it.</summary>
    public const string EventsForth = "e";

    /// <summary>The list of events, the newest first.</summary>
    public const string EventsBack = "f";

    /// <summary>The open ones of the list of incidents.</summary>
    public const string IncidentsOpen = "o";

    /// <summary>The others of the list of incidents.</summary>
    public const string IncidentsClosed = "c";

    /// <summary>The list of deliveries.</summary>
    public const string DeliveriesBack = "d";

    /// <summary>The list of reports.</summary>
    public const string ReportsBack = "r";

    private const int RecentIncidents = 10;
    private const int RecentEvents = 25;
    private const int MostEventsOfAnIncident = 200;

    // Events are read some at a time: among them may be reports, which are large, and a page ends early when it has some.
    private const int ReadAtOnce = 100;
    private const int MostReports = 10;

    // Reports about several deployments.
    private const string Several = "*";

    /// <param name="filter">Which; its place, limit and order are not used.</param>
    /// <param name="order">Which end first.</param>
    /// <param name="after">Where to go on; null: at the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<EventEntry>> EventsAsync(EventFilter filter, ListOrder order, Cursor? after, int limit, CancellationToken cancellation)
    {
        var back = order == ListOrder.Newest;
        var place = after?.First;
        var settled = back ? (long?)null : await journal.ReadSettledAsync(place ?? 0, cancellation);
        List<EventEntry> items = [];
        var more = true;
        while (more && items.Count < limit && items.Count(item => item.Event is HealthReported) < MostReports)
        {
            var count = Math.Min(ReadAtOnce, limit - items.Count);
            var read = await journal.ReadEventsAsync(
                back
                    ? filter with { Newest = true, UpTo = place - 1, Limit = count }
                    : filter with { After = place ?? 0, UpTo = settled, Limit = count },
                cancellation);
            items.AddRange((back ? read.Reverse() : read).Select(EventEntry.Of));
            more = read.Count == count;
            place = items.Count > 0 ? items[^1].Sequence : place;
        }

        // Forth, the end of the list is where the next event will be: whoever asks again later goes on there.
        return back
            ? new Page<EventEntry>(items, more && place is { } from ? new Cursor(EventsBack, from).ToString() : null, more)
            : new Page<EventEntry>(items, new Cursor(EventsForth, place ?? 0).ToString(), more);
    }

    /// <summary>One event; null where the journal has none of that id.</summary>
    public async Task<EventEntry?> EventAsync(Guid id, CancellationToken cancellation) =>
        await journal.ReadEventsAsync(new EventFilter(Id: id, Limit: 1), cancellation) is [var found] ? EventEntry.Of(found) : null;

    /// <summary>A master's latest incidents and events, the newest first.</summary>
    public async Task<(IReadOnlyList<IncidentSummary> Incidents, IReadOnlyList<EventEntry> Events)> RecentAsync(string cluster, string master, CancellationToken cancellation)
    {
        var open = OpenIncidents.Of(pipeline.Clusters);
        var incidents = await journal.ReadIncidentsAsync(new IncidentFilter(RecentIncidents, cluster, master), cancellation);
        var events = await journal.ReadEventsAsync(new EventFilter(cluster, master, Newest: true, Limit: RecentEvents), cancellation);
        return ([.. incidents.Select(incident => Summary(incident, open))], [.. events.Reverse().Select(EventEntry.Of)]);
    }

    /// <summary>Incidents: those that go on first, then the others; in each part those first that were told of last.</summary>
    /// <param name="cluster">Null: of every cluster.</param>
    /// <param name="master">Null: of every master.</param>
    /// <param name="state">Null: both.</param>
    /// <param name="after">Where to go on; null: at the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<IncidentSummary>> IncidentsAsync(
        string? cluster, string? master, IncidentState? state, Cursor? after, int limit, CancellationToken cancellation)
    {
        var open = OpenIncidents.Of(pipeline.Clusters);
        List<IncidentOutline> found = [];
        if (state != IncidentState.Closed && after?.List != IncidentsClosed && open.Count > 0)
        {
            found.AddRange(await journal.ReadIncidentsAsync(new IncidentFilter(limit + 1, cluster, master, after?.First) { Among = [.. open] }, cancellation));
        }

        if (found.Count > limit)
        {
            return Part(IncidentsOpen, true);
        }

        var goingOn = found.Count;
        if (state != IncidentState.Open)
        {
            var before = after?.List == IncidentsClosed ? after.First : (long?)null;
            found.AddRange(await journal.ReadIncidentsAsync(new IncidentFilter(limit - goingOn + 1, cluster, master, before) { Except = [.. open] }, cancellation));
        }

        return Part(IncidentsClosed, found.Count > limit, goingOn == limit ? long.MaxValue : null);

        Page<IncidentSummary> Part(string list, bool more, long? place = null)
        {
            var items = found.Take(limit).ToList();
            return new Page<IncidentSummary>([.. items.Select(incident => Summary(incident, open))], more ? new Cursor(list, place ?? items[^1].LastSequence).ToString() : null, more);
        }
    }

    /// <summary>One incident; null where the journal has none of that id.</summary>
    public async Task<IncidentDetail?> IncidentAsync(Guid id, CancellationToken cancellation)
    {
        // Reports of one name share an id, and are no incident: this leaves them out without reading any.
        if (await journal.ReadIncidentsAsync(new IncidentFilter(1) { Among = [id] }, cancellation) is not [var outline])
        {
            return null;
        }

        var events = (await journal.ReadEventsAsync(new EventFilter(Incident: id, Limit: MostEventsOfAnIncident), cancellation)).Select(EventEntry.Of).ToList();
        return new IncidentDetail(Summary(outline, OpenIncidents.Of(pipeline.Clusters)), events, TimelineView.Of(events));
    }

    /// <summary>Deliveries, those of the newest events first.</summary>
    public async Task<Page<DeliveryEntry>> DeliveriesAsync(DeliveryState? state, string? destination, Cursor? after, int limit, CancellationToken cancellation)
    {
        var found = await journal.ReadDeliveriesAsync(
            new DeliveryFilter(state, destination, limit + 1, after is null ? null : new DeliveryPlace(after.First, after.Second)), cancellation);
        var items = found.Reverse().Take(limit).ToList();
        var more = found.Count > limit;
        return new Page<DeliveryEntry>(
            [.. items.Select(DeliveryEntry.Of)], more ? new Cursor(DeliveriesBack, items[^1].Sequence, items[^1].Delivery.Id).ToString() : null, more);
    }

    /// <summary>Every destination, the bus first.</summary>
    public async Task<IReadOnlyList<DestinationView>> DestinationsAsync(CancellationToken cancellation)
    {
        var counts = (await journal.CountDeliveriesAsync(cancellation)).ToLookup(count => count.Destination, StringComparer.Ordinal);
        return
        [
            .. delivery.Read().Select(status => new DestinationView(
                status.Name,
                status.Health,
                Count(status.Name, DeliveryState.Pending),
                Count(status.Name, DeliveryState.Held),
                Count(status.Name, DeliveryState.Delivered),
                Count(status.Name, DeliveryState.Rejected),
                status.LastSuccess,
                status.LastProblem)),
        ];

        long Count(string destination, DeliveryState state) => counts[destination].Where(count => count.State == state).Sum(count => count.Count);
    }

    /// <summary>Reports, the newest first.</summary>
    public async Task<Page<ReportSummary>> ReportsAsync(string? cluster, Cursor? after, int limit, CancellationToken cancellation)
    {
        var before = after is null ? DateTimeOffset.MaxValue : new DateTimeOffset(Math.Min(after.First, DateTimeOffset.MaxValue.Ticks - 1) + 1, TimeSpan.Zero);
        List<PastEvent> found = [];
        foreach (var about in cluster is null ? pipeline.Clusters.Select(state => state.Policy.Cluster).Append(Several) : [cluster])
        {
            found.AddRange(await journal.ReadPastAsync(
                new PastFilter(DateTimeOffset.MinValue, before, limit + 2) { Cluster = about, Kind = EventKind.HealthReported }, cancellation));
        }

        var rest = found
            .Where(past => after is null || past.Event.AgreedAt.UtcTicks < after.First || past.Sequence < after.Second)
            .OrderByDescending(past => past.Event.AgreedAt).ThenByDescending(past => past.Sequence)
            .ToList();
        var items = rest.Take(limit).ToList();
        var more = rest.Count > limit;
        return new Page<ReportSummary>(
            [.. items.Select(past => past.Event).OfType<HealthReported>().Select(ReportSummary.Of)],
            more ? new Cursor(ReportsBack, items[^1].Event.AgreedAt.UtcTicks, items[^1].Sequence).ToString() : null,
            more);
    }

    private static IncidentSummary Summary(IncidentOutline outline, IReadOnlySet<Guid> open) => new(
        outline.Id,
        open.Contains(outline.Id) ? IncidentState.Open : IncidentState.Closed,
        outline.Cluster,
        outline.Master,
        outline.Severity,
        outline.OpenedAt,
        outline.LastAt,
        outline.Kinds);
}
