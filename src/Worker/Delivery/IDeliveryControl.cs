namespace SentinelEvents.Worker.Delivery;

/// <summary>Changes destinations, routes and silences while the service runs.</summary>
public interface IDeliveryControl
{
    /// <summary>
    /// From now on these are in force. A destination that is the same as before goes on undisturbed; one that changed finishes what it is about and begins anew;
    /// what waits for one that is gone stays in the journal.
    /// </summary>
    Task ChangeAsync(DeliverySettings settings, CancellationToken cancellation);
}
