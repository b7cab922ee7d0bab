using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Worker.Commands;

/// <summary>The destinations of a simulation: made as the service makes them, but only ever asked what they would send.</summary>
internal sealed class SimulatedAudience(IReadOnlyDictionary<string, DestinationOptions> destinations, IServiceProvider services)
{
    private readonly Dictionary<string, IDestination> _made = destinations.ToDictionary(
        entry => entry.Key, entry => CommandDestinations.Make(services, entry.Key, entry.Value), StringComparer.Ordinal);

    /// <summary>A destination as a reader knows it: its name and what it is.</summary>
    public string Title(string name) => name == Router.Bus ? name : $"{name} ({destinations[name].Kind})";

    public string Text(Told told) => told.Destination == Router.Bus ? BusDestination.Rendered(told.Notification) : _made[told.Destination].Render(told.Notification, told.At);
}
