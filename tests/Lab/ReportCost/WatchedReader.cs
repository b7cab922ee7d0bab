using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Lab;

/// <summary>Remembers what was asked of a journal, and how many events it gave.</summary>
internal sealed class WatchedReader(IJournalReader reader) : IJournalReader
{
    private readonly List<(EventFilter Filter, int Rows)> events = [];
    private readonly List<(PastFilter Filter, int Rows)> past = [];

    internal IReadOnlyList<(EventFilter Filter, int Rows)> Events => events;

    internal IReadOnlyList<(PastFilter Filter, int Rows)> Past => past;

    internal int Rows => events.Sum(one => one.Rows) + past.Sum(one => one.Rows);

    public async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation)
    {
        var read = await reader.ReadEventsAsync(filter, cancellation).ConfigureAwait(false);
        events.Add((filter, read.Count));
        return read;
    }

    public async Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation)
    {
        var read = await reader.ReadPastAsync(filter, cancellation).ConfigureAwait(false);
        past.Add((filter, read.Count));
        return read;
    }

    public Task<long> ReadSettledAsync(long after, CancellationToken cancellation) => reader.ReadSettledAsync(after, cancellation);

    public Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation) => reader.ReadIncidentsAsync(filter, cancellation);

    public Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation) => reader.CountDeliveriesAsync(cancellation);

    public Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation) => reader.ReadDeliveriesAsync(filter, cancellation);

    public Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation) => reader.FindDeliveryAsync(id, cancellation);

    public Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation) =>
        reader.ReadBlindIntervalsAsync(cluster, since, cancellation);
}
