using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Status;

/// <summary>A journal that can go away.</summary>
internal sealed class BreakableReader(IJournalReader reader) : IJournalReader
{
    public bool IsAway { get; set; }

    public Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation) => Read(() => reader.ReadEventsAsync(filter, cancellation));

    public Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation) => Read(() => reader.ReadPastAsync(filter, cancellation));

    public Task<long> ReadSettledAsync(long after, CancellationToken cancellation) => Read(() => reader.ReadSettledAsync(after, cancellation));

    public Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation) => Read(() => reader.ReadIncidentsAsync(filter, cancellation));

    public Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation) => Read(() => reader.CountDeliveriesAsync(cancellation));

    public Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation) => Read(() => reader.ReadDeliveriesAsync(filter, cancellation));

    public Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation) => Read(() => reader.FindDeliveryAsync(id, cancellation));

    public Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation) =>
        Read(() => reader.ReadBlindIntervalsAsync(cluster, since, cancellation));

    private Task<T> Read<T>(Func<Task<T>> read) => IsAway ? Task.FromException<T>(new IOException("secret of the database")) : read();
}
