using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>What is told, and what is not yet.</summary>
internal static class DeliveryMetrics
{
    public static void Add(Meter meter, IDeliveryView delivery, JournalSampler journal, CurrentDelivery current, TimeProvider time)
    {
        meter.CreateObservableCounter("sentinelevents_deliveries", () => delivery.Read().SelectMany(Outcomes), description: "Attempts to deliver, by outcome; the regular calls of a heartbeat among them.");
        meter.CreateObservableGauge(
            "sentinelevents_destination_up",
            () => delivery.Read().Select(destination => new Measurement<int>(
                destination.Health is DestinationHealth.Failing or DestinationHealth.Disabled ? 0 : 1, Labels.Of("destination", destination.Name))),
            description: "0 while the destination's last attempt is to be repeated, or it is disabled.");
        meter.CreateObservableGauge(
            "sentinelevents_destination_disabled",
            () => delivery.Read().Select(destination => new Measurement<int>(
                destination.Health == DestinationHealth.Disabled ? 1 : 0, Labels.Of("destination", destination.Name))),
            description: "1 after the destination answered that it is gone for good, until this service starts anew or its configuration changes.");
        meter.CreateObservableGauge(
            "sentinelevents_deliveries_standing",
            () => journal.Last.Backlogs.SelectMany(Standing),
            description: "Deliveries in the journal that did not arrive: Pending, Held by a rule, or Rejected. Of all workers together.");
        meter.CreateObservableGauge(
            "sentinelevents_delivery_oldest_pending_seconds",
            () => journal.Last.Backlogs.Select(backlog => new Measurement<double>(
                backlog.OldestPending is { } since ? Math.Max(0, (time.GetUtcNow() - since).TotalSeconds) : 0, Labels.Of("destination", backlog.Destination))),
            unit: "s",
            description: "How long the oldest pending delivery waits; 0 where none does.");
        meter.CreateObservableGauge(
            "sentinelevents_silences_active",
            () => current.Silences.CountAt(SteadyClock.WallOf(time).GetUtcNow()),
            description: "Silences that are in force.");
    }

    private static IEnumerable<Measurement<long>> Outcomes(DestinationStatus destination)
    {
        Measurement<long> Of(long count, string outcome) => new(count, Labels.Of("destination", destination.Name, "outcome", outcome));
        return [Of(destination.Delivered, "delivered"), Of(destination.Retried, "retry"), Of(destination.Rejected, "rejected")];
    }

    private static IEnumerable<Measurement<long>> Standing(DeliveryBacklog backlog)
    {
        Measurement<long> Of(long count, DeliveryState state) => new(count, Labels.Of("destination", backlog.Destination, "state", state.ToString()));
        return [Of(backlog.Pending, DeliveryState.Pending), Of(backlog.Held, DeliveryState.Held), Of(backlog.Rejected, DeliveryState.Rejected)];
    }
}
