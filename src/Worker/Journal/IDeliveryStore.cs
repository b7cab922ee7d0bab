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

    /// <summary>Claims the held deliveries of a destination whose time has come, each with the whole group that it waits in, in the order of decision.</summary>
    Task<IReadOnlyList<PendingDelivery>> TakeHeldAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation);

    /// <summary>Claims the groups in which something of a master waits, before their time.</summary>
    Task<IReadOnlyList<PendingDelivery>> TakeHeldWithAsync(string destination, string cluster, string? master, int limit, CancellationToken cancellation);

    /// <summary>Keeps deliveries back, and ends their claims.</summary>
    Task HoldAsync(IReadOnlyList<HeldDelivery> held, CancellationToken cancellation);

    /// <summary>The events of an incident so far and how each stands with a destination, in the order of decision.</summary>
    Task<IReadOnlyList<PriorDelivery>> ReadIncidentAsync(string destination, Guid incident, CancellationToken cancellation);

    /// <summary>Events that go down and up, and how each stands with a destination, the newest first.</summary>
    Task<IReadOnlyList<PriorDelivery>> ReadPairAsync(string destination, PriorFilter filter, CancellationToken cancellation);

    /// <summary>Takes the reminders of a destination that are due; each is due again at <paramref name="again"/> unless something else is recorded of it.</summary>
    Task<IReadOnlyList<Reminder>> TakeRemindersAsync(string destination, DateTimeOffset now, DateTimeOffset again, int limit, CancellationToken cancellation);

    /// <summary>Changes reminders of a destination.</summary>
    Task RemindAsync(string destination, IReadOnlyList<ReminderChange> changes, CancellationToken cancellation);

    /// <summary>When the earliest waiting delivery or reminder of a destination becomes due, and free to take; null when none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation);

    /// <summary>The newest event of a journal in which nothing waits for a destination that could be taken now or later; null where something waits, and where others deliver as well.</summary>
    Task<long?> QuietUntilAsync(string destination, CancellationToken cancellation) => Task.FromResult<long?>(null);

    /// <summary>Prolongs claims by <see cref="Lease"/>.</summary>
    /// <returns>The deliveries that this worker still holds.</returns>
    Task<IReadOnlySet<long>> RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation);

    /// <summary>Gives claims back, so that another worker can take the deliveries at once.</summary>
    Task ReleaseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation);

    /// <summary>Records what became of attempts, and ends their claims. What another worker has taken meanwhile is left to it.</summary>
    Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation);

    /// <summary>Lets a delivered or rejected event be delivered to a destination again, with all its attempts before it.</summary>
    /// <param name="eventId">Which event.</param>
    /// <param name="destination">To which destination.</param>
    /// <param name="now">Since when it is due.</param>
    /// <param name="note">Who wants it: shown with the delivery while it waits.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, string? note, CancellationToken cancellation);

    /// <summary>Lets what a rule keeps back until a later time be decided anew now, at every destination.</summary>
    /// <returns>How many deliveries.</returns>
    Task<int> ReviewAsync(string reason, DateTimeOffset now, CancellationToken cancellation);
}
