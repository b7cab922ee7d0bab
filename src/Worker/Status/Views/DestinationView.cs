using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>How a destination fares.</summary>
/// <param name="Name">The destination.</param>
/// <param name="Health">What its last attempt by this worker says of it.</param>
/// <param name="Waiting">Deliveries in the journal that are pending.</param>
/// <param name="Held">Deliveries in the journal that a rule holds.</param>
/// <param name="Delivered">Deliveries in the journal that went through.</param>
/// <param name="Rejected">Deliveries in the journal that never go through as they are.</param>
/// <param name="LastSuccess">When one last went through, since this worker started.</param>
/// <param name="LastProblem">The last attempt that did not deliver, since this worker started.</param>
internal sealed record DestinationView(
    string Name, DestinationHealth Health, long Waiting, long Held, long Delivered, long Rejected, DateTimeOffset? LastSuccess, DeliveryProblem? LastProblem);
