using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What decides which destination is told of what, and when.</summary>
/// <param name="Destinations">By name.</param>
/// <param name="Routes">Null: everything goes to every destination.</param>
/// <param name="Silences">When people are spared.</param>
public sealed record DeliverySettings(
    IReadOnlyDictionary<string, DestinationOptions> Destinations, IReadOnlyList<RouteOptions>? Routes, IReadOnlyList<SilenceOptions> Silences)
{
    /// <summary>What holds for a destination.</summary>
    internal HoldingPolicy Policy(string destination, DestinationKind kind) => new(destination, kind.ForPeople, kind.Groups, Routes, new Silences(Silences));
}
