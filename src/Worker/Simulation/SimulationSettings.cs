using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Who could be told.</summary>
/// <param name="Routes">Null: everything goes to every destination.</param>
/// <param name="Destinations">Their names, without the bus.</param>
/// <param name="Takes">Whether a destination, by its name, can do something with events of a kind.</param>
internal sealed record SimulationSettings(IReadOnlyList<RouteOptions>? Routes, IReadOnlyList<string> Destinations, Func<string, EventKind, bool> Takes);
