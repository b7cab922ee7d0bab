using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Feed;
using SentinelEvents.Worker.Status.Views;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Reads what each page shows.</summary>
internal sealed class PageReader(
    StatusReader status, RecordReader records, EventFeed feed, IJournalReader journal, IPipelineView pipeline, ISentinelWatchView watch, IDeliveryView delivery, ISilenceRegister silences, TimeProvider time)
{
    /// <summary>An incident that has more events is told by its newest.</summary>
    private const int MostEvents = 200;

    public PageFrame Frame() => new(time.GetUtcNow()) { Place = feed.Now.Position, Glance = ServiceGlance.Of(pipeline, watch, delivery) };

    public OverviewModel Overview(OverviewFilter filter) => OverviewModel.Of(status.Masters(), filter);

    public async Task<MasterModel?> MasterAsync(string cluster, string master, CancellationToken cancellation)
    {
        if (status.Master(cluster, master) is not { } detail)
        {
            return null;
        }

        var (incidents, events) = await records.RecentAsync(cluster, master, cancellation);
        return new MasterModel { Detail = detail, Incidents = incidents, Events = [.. events.Select(entry => EventLine.Of(entry.Sequence, entry.Event))] };
    }

    public async Task<EventsModel> EventsAsync(string? cluster, string? master, EventKind? kind, long? before, CancellationToken cancellation)
    {
        // One more than is shown tells whether there are older ones.
        var events = await journal.ReadEventsAsync(
            new EventFilter(Cluster: cluster, Master: master, Kind: kind, UpTo: before - 1, Limit: EventsModel.MostRows + 1, Newest: true), cancellation);
        return new EventsModel
        {
            Cluster = cluster,
            Master = master,
            Kind = kind,
            Before = before,
            Clusters = Clusters(),
            Lines = [.. Lines(events).Take(EventsModel.MostRows)],
            Older = events.Count > EventsModel.MostRows ? events[1].Sequence : null,
        };
    }

    public async Task<IncidentModel?> IncidentAsync(Guid id, CancellationToken cancellation) =>
        IncidentModel.Of(id, await journal.ReadEventsAsync(new EventFilter(Incident: id, Limit: MostEvents, Newest: true), cancellation), OpenIncidents.Of(pipeline.Clusters).Contains(id));

    public SentinelsModel Sentinels(int page) => new() { Page = page, Sentinels = status.Sentinels(), Matrices = status.Matrices() };

    public async Task<DeliveriesModel> DeliveriesAsync(DeliveryState? state, string? destination, CancellationToken cancellation) => new()
    {
        State = state,
        Destination = destination,
        Destinations = delivery.Read(),
        Counts = await journal.CountDeliveriesAsync(cancellation),
        Rows = [.. (await journal.ReadDeliveriesAsync(new DeliveryFilter(state, destination, DeliveriesModel.MostRows), cancellation)).Reverse()],
    };

    public async Task<SilencesModel> SilencesAsync(SilenceBody wanted, IReadOnlyDictionary<string, string[]> errors, CancellationToken cancellation) => new()
    {
        Silences = [.. (await silences.ListAsync(cancellation)).OrderBy(silence => silence.State switch
        {
            SilenceState.Active => 0,
            SilenceState.Waiting => 1,
            _ => 2,
        })],
        Destinations = [.. delivery.Read().Select(status => status.Name).Where(name => name != Router.Bus)],
        Wanted = wanted,
        Errors = errors,
    };

    public async Task<ReportsModel> ReportsAsync(CancellationToken cancellation) => new()
    {
        Reports =
        [
            .. (await journal.ReadEventsAsync(new EventFilter(Kind: EventKind.HealthReported, Limit: ReportsModel.MostRows, Newest: true), cancellation))
                .Select(entry => entry.Event).OfType<HealthReported>().Reverse(),
        ],
    };

    public async Task<HealthReported?> ReportAsync(Guid id, CancellationToken cancellation) =>
        (await journal.ReadEventsAsync(new EventFilter(Id: id, Limit: 1), cancellation)).Select(entry => entry.Event).OfType<HealthReported>().FirstOrDefault();

    private IReadOnlyList<string> Clusters() => [.. pipeline.Clusters.Select(cluster => cluster.Policy.Cluster).Order(StringComparer.Ordinal)];

    private static IEnumerable<EventLine> Lines(IReadOnlyList<JournalledEvent> events) => events.Reverse().Select(entry => EventLine.Of(entry.Sequence, entry.Event));
}
