using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>Looks up what the rules ask for, and makes notifications of what is due at one destination.</summary>
internal sealed class NotificationDesk(Func<HoldingPolicy> current, IDeliveryStore store)
{
    /// <summary>Told in one notification at most; the rest of a group follows in the next.</summary>
    public const int LargestGroup = 500;

    public HoldingPolicy Policy => current();

    /// <summary>What becomes of deliveries that were taken; those that it takes beside them, because they wait in a group with one, are among the notices.</summary>
    public async Task<Arrangement> ArrangeAsync(IReadOnlyList<PendingDelivery> due, DateTimeOffset now, CancellationToken cancellation)
    {
        var policy = current();
        var notices = new List<Notice>();
        var held = new List<(PendingDelivery, HeldDelivery)>();
        var taken = due.Select(delivery => delivery.Id).ToHashSet();
        foreach (var group in due.Where(IsGrouped).GroupBy(delivery => delivery.Group, StringComparer.Ordinal))
        {
            notices.Add(Together(group));
        }

        foreach (var delivery in due.Where(delivery => !IsGrouped(delivery)))
        {
            switch (policy.Decide(delivery, await PastAsync(policy, delivery, cancellation), now))
            {
                case Handling.Send send:
                    // A report is no news of what waits, and no line of a list.
                    var waiting = policy.MayGroup && delivery.Event.Kind != EventKind.HealthReported
                        ? (await store.TakeHeldWithAsync(policy.Destination, delivery.Event.Cluster, delivery.Event.Master, LargestGroup, cancellation)).Where(one => taken.Add(one.Id)).ToList()
                        : [];
                    var notice = Together([.. waiting, delivery]);
                    notices.Add(notice with { Notification = notice.Notification with { Flaps = send.Flaps, ThreadOf = send.ThreadOf } });
                    break;
                case Handling.Wait wait:
                    held.Add((delivery, new HeldDelivery(delivery.Id, wait.Until, wait.Reason.ToString(), wait.Detail, wait.Group)));
                    break;
                case Handling.Hold hold:
                    held.Add((delivery, new HeldDelivery(delivery.Id, null, hold.Reason.ToString(), hold.Detail)));
                    break;
            }
        }

        return new Arrangement(notices, held);
    }

    private async Task<Past> PastAsync(HoldingPolicy policy, PendingDelivery delivery, CancellationToken cancellation)
    {
        var incident = policy.NeedsIncident(delivery) ? await store.ReadIncidentAsync(policy.Destination, delivery.Event.IncidentId, cancellation) : [];
        var pair = policy.NeedsPair(delivery) is { } filter ? await store.ReadPairAsync(policy.Destination, filter, cancellation) : [];
        return incident.Count == 0 && pair.Count == 0 ? Past.Nothing : new Past(incident, pair);
    }

    private static bool IsGrouped(PendingDelivery delivery) => delivery is { WasHeld: true, Group: not null };

    private static Notice Together(IEnumerable<PendingDelivery> deliveries)
    {
        PendingDelivery[] ordered = [.. deliveries.OrderBy(delivery => delivery.Sequence)];
        return new Notice(new Notification { Events = [.. ordered.Select(delivery => delivery.Event)] }, ordered);
    }
}
