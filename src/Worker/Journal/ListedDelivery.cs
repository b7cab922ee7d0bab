namespace SentinelEvents.Worker.Journal;

/// <summary>A delivery with what says which event it is of.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Kind">The event's kind, by name.</param>
/// <param name="Cluster">The event's cluster.</param>
/// <param name="Master">The event's master; null where it concerns the whole cluster.</param>
/// <param name="FirstDueAt">Since when it has been due, or was made due again.</param>
/// <param name="Delivery">How it stands.</param>
public sealed record ListedDelivery(Guid EventId, string Kind, string Cluster, string? Master, DateTimeOffset FirstDueAt, JournalledDelivery Delivery)
{
    /// <summary>The sequence number of its event.</summary>
    public long Sequence { get; init; }
}
