namespace SentinelEvents.Worker.Journal;

/// <summary>What became of one attempt.</summary>
/// <param name="Id">The row of <see cref="PendingDelivery"/>.</param>
/// <param name="State">Its state from now on.</param>
/// <param name="At">When.</param>
/// <param name="NotBefore">With <see cref="DeliveryState.Pending"/> and <see cref="DeliveryState.Held"/>: the next attempt is not made before this.</param>
/// <param name="Reason">Short reason where it was not delivered.</param>
/// <param name="Detail">For a person; holds no secret.</param>
public sealed record DeliveryResult(long Id, DeliveryState State, DateTimeOffset At, DateTimeOffset? NotBefore = null, string? Reason = null, string? Detail = null);
