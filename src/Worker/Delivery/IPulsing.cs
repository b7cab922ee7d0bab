namespace SentinelEvents.Worker.Delivery;

/// <summary>A destination that is to hear regularly that this service lives, so that its silence is noticed.</summary>
public interface IPulsing
{
    /// <summary>How often; null: never.</summary>
    TimeSpan? PulseEvery { get; }

    /// <summary>One call.</summary>
    /// <param name="problem">Why this service does not really watch; null while it does.</param>
    /// <param name="cancellation">The service stops.</param>
    /// <returns>Null where nothing is to be said in this case: then silence is the message.</returns>
    Task<DeliveryOutcome?> PulseAsync(string? problem, CancellationToken cancellation);
}
