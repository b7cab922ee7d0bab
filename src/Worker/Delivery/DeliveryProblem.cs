namespace SentinelEvents.Worker.Delivery;

/// <summary>Why an attempt did not deliver.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Short.</param>
/// <param name="Detail">For a person; holds no secret.</param>
public sealed record DeliveryProblem(DateTimeOffset At, DeliveryReason Reason, string Detail);
