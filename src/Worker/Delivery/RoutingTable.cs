using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Where events go.</summary>
/// <param name="Routes">Null: everything goes to every destination.</param>
/// <param name="Destinations">The configured names.</param>
public sealed record RoutingTable(IReadOnlyList<RouteOptions>? Routes, IReadOnlyList<string> Destinations)
{
    /// <summary>Whether a destination, by its name, can do something with events of a kind.</summary>
    public Func<string, EventKind, bool> Takes { get; init; } = (_, _) => true;

    /// <summary>The event with its destinations: the bus, those of the routes, and where it ends an incident those that were told of it.</summary>
    /// <param name="agreed">The event.</param>
    /// <param name="also">Destinations that have it whatever the routes say.</param>
    public RoutedEvent Route(AgreedEvent agreed, IReadOnlyList<string>? also = null)
    {
        List<string> takers = [.. Destinations.Where(name => Takes(name, agreed.Event.Kind))];
        List<string> routed = [.. Router.Route(agreed.Event, Routes, takers).Union(also ?? [], StringComparer.Ordinal)];
        return new RoutedEvent(agreed, routed) { WhereTold = [.. Router.WhereTold(agreed.Event, Routes, takers).Except(routed, StringComparer.Ordinal)] };
    }
}
