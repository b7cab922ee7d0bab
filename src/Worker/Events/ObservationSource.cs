namespace SentinelEvents.Worker.Events;

/// <summary>How an observation came to us.</summary>
public enum ObservationSource
{
    PubSub,
    Snapshot,
    Connection,
}
