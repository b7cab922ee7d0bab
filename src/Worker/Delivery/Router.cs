using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

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
        var wanted = routes?.Where(route => Matches(route.Match, sentinelEvent)).SelectMany(route => route.To).ToHashSet(StringComparer.Ordinal);
        var everywhere = routes is null && !GoesOnlyWhereNamed(sentinelEvent.Kind);
        return [Bus, .. destinations.Where(name => name != Bus && (everywhere || wanted?.Contains(name) == true))];
    }

    /// <summary>Whether a route asks for this event.</summary>
    public static bool Matches(RouteMatch match, SentinelEvent sentinelEvent) =>
        sentinelEvent.Severity >= match.MinSeverity
        && (match.Kinds.Count == 0 ? !GoesOnlyWhereNamed(sentinelEvent.Kind) : match.Kinds.Contains(sentinelEvent.Kind))
        && (match.Clusters.Count == 0 || match.Clusters.Any(glob => Glob.IsMatch(glob, sentinelEvent.Cluster)))
        && (match.Masters.Count == 0 || match.Masters.Any(glob => MatchesMaster(glob, sentinelEvent.Master)));

    // A report has destinations of its own, so only a route that names the kind sends it further.
    private static bool GoesOnlyWhereNamed(EventKind kind) => kind == EventKind.HealthReported;

    // An event about no master concerns all of them; a pattern that picks some of them does not ask for it.
    private static bool MatchesMaster(string glob, string? master) => master is null ? glob == "*" : Glob.IsMatch(glob, master);
}
