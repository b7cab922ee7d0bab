namespace SentinelEvents.Worker.Journal;

/// <summary>The deliveries of one journal: what is due, and what became of it.</summary>
/// <remarks>Where several workers share the journal, whoever takes a delivery holds a claim to it, which runs out unless it is renewed.</remarks>
public interface IDeliveryStore
{
    /// <summary>How long a claim holds from the moment it was asked for; null where nobody else delivers and claims never run out.</summary>
    TimeSpan? Lease { get; }

    /// <summary>How long a loop may sleep without asking again: another worker that commits an event wakes nobody here.</summary>
    TimeSpan LongestSleep { get; }

    /// <summary>
    /// Claims the due deliveries of a destination, at most one for each (cluster, master): the oldest undelivered one, unless its time has not come or
    /// another worker holds it. So an event never overtakes an older one of its master. What this worker holds already is taken again.
    /// </summary>
    Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>When the earliest waiting delivery of a destination becomes due, and free to take; null when none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation);

    /// <summary>Prolongs claims by <see cref="Lease"/>.</summary>
    /// <returns>The deliveries that this worker still holds.</returns>
    Task<IReadOnlySet<long>> RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation);

    /// <summary>Gives claims back, so that another worker can take the deliveries at once.</summary>
    Task ReleaseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation);

    /// <summary>Records what became of attempts, and ends their claims. What another worker has taken meanwhile is left to it.</summary>
    Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation);

    /// <summary>Lets a delivered or rejected event be delivered to a destination again, with all its attempts before it.</summary>
    Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation);
}
