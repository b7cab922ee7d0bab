using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Decides which destinations are to have an event. Pure: the pipeline calls it inside its transaction.</summary>
public static class Router
{
    /// <summary>The destination that has every event, whatever the routes say.</summary>
    public const string Bus = "bus";

    /// <summary>The names of the event's destinations, each once: the bus first, the others in the order of <paramref name="destinations"/>.</summary>
    /// <param name="sentinelEvent">The event.</param>
    /// <param name="routes">Null: everything but health reports goes to every destination.</param>
    /// <param name="destinations">The configured names; a route to any other name leads nowhere.</param>
    public static IReadOnlyList<string> Route(SentinelEvent sentinelEvent, IReadOnlyList<RouteOptions>? routes, IEnumerable<string> destinations)
    {
        var wanted = routes is null ? null : Matching(sentinelEvent, routes).SelectMany(route => route.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var everywhere = routes is null && !GoesOnlyWhereNamed(sentinelEvent.Kind);
        return [Bus, .. destinations.Where(name => name != Bus && (everywhere || wanted?.Contains(name) == true))];
    }

    /// <summary>
    /// Destinations that are to have an event as well where they were told of its incident: who heard that something is down is to hear that it is up. A
    /// route that names kinds is taken at its word.
    /// </summary>
    /// <param name="sentinelEvent">The event.</param>
    /// <param name="routes">Null: every destination has it anyway.</param>
    /// <param name="destinations">The configured names.</param>
    public static IReadOnlyList<string> WhereTold(
        SentinelEvent sentinelEvent, IReadOnlyList<RouteOptions>? routes, IEnumerable<string> destinations) =>
        routes is null || IncidentRoles.Of(sentinelEvent.Kind) != IncidentRole.Resolves
            ? []
            :
            [
                .. destinations.Where(name => name != Bus && routes.Any(route =>
                    route.To.Contains(name, StringComparer.OrdinalIgnoreCase) && route.Match.Kinds.Count == 0 && route.Match.MatchesPlace(sentinelEvent))),
            ];

    /// <summary>The routes that an event takes, in their order.</summary>
    public static IEnumerable<RouteOptions> Matching(SentinelEvent sentinelEvent, IReadOnlyList<RouteOptions> routes)
    {
        foreach (var route in routes.Where(route => route.Match.Matches(sentinelEvent)))
        {
            yield return route;
            if (!route.Continue)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// The route that tells a destination of an event. What comes there only because the destination was told of the incident goes by the first route that
    /// leads there from its cluster and master. Null: none does.
    /// </summary>
    public static RouteOptions? RouteTo(string destination, SentinelEvent sentinelEvent, IReadOnlyList<RouteOptions>? routes) => routes is null
        ? null
        : Matching(sentinelEvent, routes).FirstOrDefault(route => route.To.Contains(destination, StringComparer.OrdinalIgnoreCase))
            ?? routes.FirstOrDefault(route => route.To.Contains(destination, StringComparer.OrdinalIgnoreCase) && route.Match.MatchesPlace(sentinelEvent));

    /// <summary>A report has destinations of its own, so only a route that names the kind sends it further.</summary>
    internal static bool GoesOnlyWhereNamed(EventKind kind) => kind == EventKind.HealthReported;
}
