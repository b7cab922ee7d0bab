namespace SentinelEvents.Worker.Delivery;

/// <summary>How the destinations fare, for status, metrics and health.</summary>
public interface IDeliveryView
{
    /// <summary>One entry for each destination, the bus first.</summary>
    IReadOnlyList<DestinationStatus> Read();
}
