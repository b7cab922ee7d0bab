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
        List<List<PendingDelivery>> groups = [.. due.Where(IsGrouped).GroupBy(delivery => delivery.Group, StringComparer.Ordinal).Select(group => group.ToList())];
        foreach (var delivery in due.Where(delivery => !IsGrouped(delivery)))
        {
            switch (policy.Decide(delivery, await PastAsync(policy, delivery, cancellation), now))
            {
                case Handling.Send when await GroupOfAsync(delivery) is { } group:
                    group.Add(delivery);
                    break;
                case Handling.Send send:
                    var notice = Together([delivery]);
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

        return new Arrangement([.. groups.Select(Together), .. notices], held, policy);

        // What is told of a master goes with what waits of it, or it might come before: notices are sent side by side.
        async Task<List<PendingDelivery>?> GroupOfAsync(PendingDelivery delivery)
        {
            // A report is no news of what waits, and no line of a list.
            var told = delivery.Event;
            if (!policy.MayGroup || told.Kind == EventKind.HealthReported)
            {
                return null;
            }

            var waiting = await store.TakeHeldWithAsync(policy.Destination, told.Cluster, told.Master, LargestGroup, cancellation);
            List<PendingDelivery> others = [.. waiting.Where(one => taken.Add(one.Id))];
            var group = groups.Find(group => group.Exists(one => one.Event.Cluster == told.Cluster && one.Event.Master == told.Master));
            if (group is null && others.Count > 0)
            {
                groups.Add(group = []);
            }

            group?.AddRange(others);
            return group;
        }
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
