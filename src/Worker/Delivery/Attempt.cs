using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>One try to deliver, and what became of it.</summary>
internal sealed record Attempt(PendingDelivery Delivery, DateTimeOffset EndedAt, DeliveryOutcome Outcome);
