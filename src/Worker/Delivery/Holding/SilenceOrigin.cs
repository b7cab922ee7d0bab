namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>Where a silence comes from.</summary>
public enum SilenceOrigin
{
    /// <summary>The key <c>Silences</c> of this worker's configuration.</summary>
    Configuration,

    /// <summary>Somebody asked for it while the service ran; it is in the journal, and all workers have it.</summary>
    Api,
}
