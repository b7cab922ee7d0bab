namespace SentinelEvents.Worker.Delivery;

/// <summary>How a destination fares since this process started.</summary>
/// <param name="Name">The destination.</param>
/// <param name="Health">What its last attempt says of it.</param>
/// <param name="Delivered">Deliveries that went through.</param>
/// <param name="Retried">Attempts that are to be repeated.</param>
/// <param name="Rejected">Deliveries that never go through as they are.</param>
/// <param name="LastProblem">The last attempt that did not deliver; stays when the destination works again.</param>
/// <param name="LastSuccess">When the last delivery went through.</param>
public sealed record DestinationStatus(
    string Name, DestinationHealth Health, long Delivered, long Retried, long Rejected, DeliveryProblem? LastProblem, DateTimeOffset? LastSuccess);
