using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What decides which destination is told of what, and when. Replaced as a whole while the service runs.</summary>
/// <param name="Destinations">By name.</param>
/// <param name="Routes">Null: everything goes to every destination.</param>
/// <param name="Silences">When people are spared.</param>
public sealed record DeliverySettings(
    IReadOnlyDictionary<string, DestinationOptions> Destinations, IReadOnlyList<RouteOptions>? Routes, IReadOnlyList<SilenceOptions> Silences)
{
    public static DeliverySettings None { get; } = new(new Dictionary<string, DestinationOptions>(), null, []);
}
