using System.Globalization;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Reports;

/// <summary>What is wrong with the <see cref="ReportOptions"/> beyond the form of each value.</summary>
public static class ReportValidator
{
    /// <param name="reports">All of them.</param>
    /// <param name="clusters">The names of the configured clusters.</param>
    /// <param name="destinations">The names of the configured destinations.</param>
    /// <returns>Key, relative to the list, and cure.</returns>
    public static IEnumerable<(string Key, string Cure)> Validate(
        IReadOnlyList<ReportOptions> reports, IReadOnlyList<string> clusters, IReadOnlyList<string> destinations) => reports.Index()
        .SelectMany(place => Validate(place.Item, clusters, destinations).Concat(Name(reports, place.Index))
            .Select(mistake => (string.Create(CultureInfo.InvariantCulture, $"{place.Index}:{mistake.Key}"), mistake.Cure)));

    private static IEnumerable<(string Key, string Cure)> Validate(ReportOptions report, IReadOnlyList<string> clusters, IReadOnlyList<string> destinations)
    {
        if (!CronTimes.IsValid(report.Cron))
        {
            yield return ("Cron", $"Give {CronTimes.Words}.");
        }
        else if (!CronTimes.Comes(report.Cron))
        {
            yield return ("Cron", $"Give a time that comes: {CronTimes.Words}.");
        }

        if (!TimeZoneName.IsKnown(report.TimeZone))
        {
            yield return ("TimeZone", TimeZoneName.Cure);
        }

        foreach (var (index, glob) in report.Clusters.Index())
        {
            if (!NameRule.AllowsGlob(glob))
            {
                yield return (At("Clusters", index), $"Give {NameRule.GlobWords}.");
            }
            else if (!clusters.Any(cluster => Glob.IsMatch(glob, cluster)))
            {
                yield return (At("Clusters", index), $"Give a pattern that a cluster has. There are: {string.Join(", ", clusters)}.");
            }
        }

        if (report.To.Count == 0)
        {
            yield return ("To", $"Name at least one destination. {Known(destinations)}");
        }

        foreach (var (index, name) in report.To.Index())
        {
            if (!destinations.Append(Router.Bus).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return (At("To", index), $"Name a destination that exists. {Known(destinations)}");
            }
        }
    }

    private static IEnumerable<(string Key, string Cure)> Name(IReadOnlyList<ReportOptions> reports, int index)
    {
        var name = reports[index].Name;
        if (!NameRule.Allows(name))
        {
            yield return ("Name", $"Choose another name: {NameRule.Words}.");
        }

        var first = reports.Index().First(place => place.Item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Index;
        if (first < index)
        {
            yield return ("Name", $"{At("Reports", first)} has this name already; give each report its own.");
        }
    }

    private static string Known(IReadOnlyList<string> destinations) => $"There are: {string.Join(", ", destinations.Append(Router.Bus))}.";

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}:{index}");
}
