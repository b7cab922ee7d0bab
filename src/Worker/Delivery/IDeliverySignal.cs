namespace SentinelEvents.Worker.Delivery;

/// <summary>Tells Delivery that the journal holds something new.</summary>
public interface IDeliverySignal
{
    /// <summary>Call after each commit. Never blocks; calls while Delivery is busy count as one.</summary>
    void Wake();
}
