namespace SentinelEvents.Worker.Delivery;

/// <summary>A configured target that events are delivered to. Its own loop calls it; one call at a time for each master.</summary>
public interface IDestination
{
    /// <summary>Its name: the key in <c>Destinations</c>, or <c>bus</c>.</summary>
    string Name { get; }

    /// <summary>
    /// One attempt. What can be expected to go wrong is an outcome, not an exception; no outcome carries a secret.
    /// Implementations bound their own time and honour <paramref name="cancellation"/>, which means that the service stops.
    /// </summary>
    Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation);

    /// <summary>Whether it could be delivered to, as far as that can be told without delivering anything: <see cref="DeliveryOutcome.Delivered"/> where nothing speaks against it.</summary>
    Task<DeliveryOutcome> LookAsync(CancellationToken cancellation);

    /// <summary>What would be sent, for a person to read; nothing is sent, and no secret is shown.</summary>
    string Render(Notification notification, DateTimeOffset at);
}
