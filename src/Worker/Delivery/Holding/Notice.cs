using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>A notification that is to be sent now, and the deliveries that it settles.</summary>
internal sealed record Notice(Notification Notification, IReadOnlyList<PendingDelivery> Deliveries);
