using System.Globalization;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Export;

namespace SentinelEvents.Worker.Configuration;

/// <summary>What is wrong with the configuration beyond the form of each value: the rooms' own validators, and what only shows across rooms.</summary>
internal static class SentinelEventsValidator
{
    private const string BusName = "bus";

    /// <param name="options">As bound.</param>
    /// <param name="destinations">The names of all destinations that were given, also those that could not be bound.</param>
    /// <param name="kinds">The kinds of destination that can be configured.</param>
    public static IEnumerable<(string Key, string Cure)> Validate(
        SentinelEventsOptions options, IReadOnlyList<string> destinations, IReadOnlyList<DestinationKind> kinds) =>
    [
        .. Clusters(options.Clusters),
        .. Below("Journal", JournalValidator.Validate(options.Journal)),
        .. Below("Bus", BusValidator.Validate(options.Bus)),
        .. destinations.SelectMany(Name),
        .. options.Destinations.SelectMany(entry => Below($"Destinations:{entry.Key}", kinds.First(kind => kind.Name == entry.Value.Kind).Validate(entry.Value))),
        .. (options.Routes ?? []).Index().SelectMany(place => Below(At("Routes", place.Index), RouteValidator.Validate(place.Item, destinations))),
        .. Below("Silences", SilenceValidator.Validate(options.Silences, destinations)),
        .. Below("Reports", ReportValidator.Validate(options.Reports, [.. options.Clusters.Select(cluster => cluster.Name)], destinations)),
        .. Below("Http", HttpValidator.Validate(options.Http)),
        .. Below("Telemetry", TelemetryValidator.Validate(options.Telemetry)),
    ];

    private static IEnumerable<(string Key, string Cure)> Clusters(IReadOnlyList<ClusterOptions> clusters)
    {
        if (clusters.Count == 0)
        {
            yield return ("Clusters", "Give at least one cluster with its Name and its Sentinels.");
        }

        foreach (var (index, cluster) in clusters.Index())
        {
            var path = At("Clusters", index);
            foreach (var mistake in Below(path, ClusterValidator.Validate(cluster)))
            {
                yield return mistake;
            }

            var first = clusters.Index().First(place => place.Item.Name.Equals(cluster.Name, StringComparison.OrdinalIgnoreCase)).Index;
            if (first < index)
            {
                yield return ($"{path}:Name", $"{At("Clusters", first)} has this name already; give each cluster its own.");
            }
        }
    }

    private static IEnumerable<(string Key, string Cure)> Name(string destination)
    {
        if (destination.Equals(BusName, StringComparison.OrdinalIgnoreCase))
        {
            yield return ($"Destinations:{destination}", "The name bus is kept for the message bus; choose another.");
        }
        else if (!NameRule.Allows(destination))
        {
            yield return ($"Destinations:{destination}", $"Choose another name: {NameRule.Words}.");
        }
    }

    private static IEnumerable<(string Key, string Cure)> Below(string path, IEnumerable<(string Key, string Cure)> mistakes) =>
        mistakes.Select(mistake => ($"{path}:{mistake.Key}", mistake.Cure));

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}:{index}");
}
