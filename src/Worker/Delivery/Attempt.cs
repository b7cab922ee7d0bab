using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>One try to deliver, and what became of it.</summary>
internal sealed record Attempt(Notice Notice, DateTimeOffset EndedAt, DeliveryOutcome Outcome);
