using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Tests;

internal static class SingleEvents
{
    /// <summary>Tells a destination of one event.</summary>
    public static Task<DeliveryOutcome> DeliverAsync(this IDestination destination, SentinelEvent sentinelEvent, CancellationToken cancellation) =>
        destination.DeliverAsync(Notification.Of(sentinelEvent), cancellation);
}
