namespace SentinelEvents.Worker.Journal;

/// <summary>The deliveries of one journal: what is due, and what became of it.</summary>
public interface IDeliveryStore
{
    /// <summary>
    /// The due deliveries of a destination, at most one for each (cluster, master): the oldest undelivered one, unless its time has not come.
    /// So an event never overtakes an older one of its master.
    /// </summary>
    Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>When the earliest waiting delivery of a destination becomes due; null when none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation);

    /// <summary>Records what became of attempts.</summary>
    Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation);

    /// <summary>Lets a delivered or rejected event be delivered to a destination again, with all its attempts before it.</summary>
    Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation);
}
