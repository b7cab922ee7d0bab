using System.Globalization;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What is wrong with <see cref="RouteOptions"/> beyond the form of each value.</summary>
public static class RouteValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(RouteOptions options, IReadOnlyList<string> destinations) =>
    [
        .. ValidateMatch(options.Match),
        .. options.To.Count > 0 ? [] : new[] { ("To", $"Name at least one destination. {Known(destinations)}") },
        .. options.To.Index()
            .Where(place => !destinations.Contains(place.Item, StringComparer.OrdinalIgnoreCase))
            .Select(place => (At("To", place.Index), $"Name a destination that exists. {Known(destinations)}")),
    ];

    internal static IEnumerable<(string Key, string Cure)> ValidateMatch(RouteMatch match) =>
        [.. Globs("Match:Clusters", match.Clusters), .. Globs("Match:Masters", match.Masters)];

    private static IEnumerable<(string Key, string Cure)> Globs(string key, IReadOnlyList<string> globs) => globs.Index()
        .Where(place => !NameRule.AllowsGlob(place.Item))
        .Select(place => (At(key, place.Index), $"Give {NameRule.GlobWords}."));

    internal static string Known(IReadOnlyList<string> destinations) =>
        (destinations.Count == 0 ? "There are none" : $"There are: {string.Join(", ", destinations)}") + "; the bus receives every event without a route.";

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}:{index}");
}
