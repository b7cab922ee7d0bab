using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Commands;

/// <summary>The destinations that a command may be told to look at.</summary>
internal static class KnownDestinations
{
    /// <summary>Null where there is such a destination; otherwise what to write to the operator.</summary>
    public static string? Problem(SentinelEventsOptions options, string name)
    {
        string[] known = [Router.Bus, .. options.Destinations.Keys];
        return known.Contains(name, StringComparer.Ordinal) ? null : $"There is no destination {name}. {NearestName.Cure(name, known, "The configuration has")}";
    }
}
