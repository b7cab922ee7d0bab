using System.Globalization;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What is wrong with the <see cref="SilenceOptions"/> beyond the form of each value.</summary>
public static class SilenceValidator
{
    private const string TwoForms = "Give Start and End for a silence that comes once, or Cron and Duration for a window that comes again.";

    /// <param name="silences">All of them.</param>
    /// <param name="destinations">The names of the configured destinations.</param>
    /// <returns>Key, relative to the list, and cure.</returns>
    public static IEnumerable<(string Key, string Cure)> Validate(IReadOnlyList<SilenceOptions> silences, IReadOnlyList<string> destinations) => silences.Index()
        .SelectMany(place => Validate(place.Item, destinations).Concat(Name(silences, place.Index))
            .Select(mistake => (string.Create(CultureInfo.InvariantCulture, $"{place.Index}:{mistake.Key}"), mistake.Cure)));

    private static IEnumerable<(string Key, string Cure)> Validate(SilenceOptions silence, IReadOnlyList<string> destinations)
    {
        foreach (var mistake in RouteValidator.ValidateMatch(silence.Match))
        {
            yield return mistake;
        }

        foreach (var (index, name) in silence.To.Index())
        {
            if (!destinations.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"To:{index}"), $"Name a destination that exists. {RouteValidator.Known(destinations)}");
            }
        }

        switch (silence)
        {
            case { Cron: null, Duration: null, Start: { } start, End: { } end }:
                if (end <= start)
                {
                    yield return ("End", "Give a time after Start.");
                }

                break;
            case { Start: null, End: null, Cron: { } cron, Duration: not null }:
                if (!CronTimes.IsValid(cron))
                {
                    yield return ("Cron", $"Give {CronTimes.Words}.");
                }
                else if (!CronTimes.Comes(cron))
                {
                    yield return ("Cron", $"Give a time that comes: {CronTimes.Words}.");
                }

                break;
            case { Start: null, End: null, Cron: null, Duration: null }:
                yield return ("Start", TwoForms);
                break;
            case { Cron: null, Duration: null }:
                yield return (silence.Start is null ? "Start" : "End", TwoForms);
                break;
            case { Start: null, End: null }:
                yield return (silence.Cron is null ? "Cron" : "Duration", TwoForms);
                break;
            default:
                yield return ("Cron", $"It is given beside Start or End. {TwoForms}");
                break;
        }

        if (!TimeZoneName.IsKnown(silence.TimeZone))
        {
            yield return ("TimeZone", TimeZoneName.Cure);
        }
    }

    private static IEnumerable<(string Key, string Cure)> Name(IReadOnlyList<SilenceOptions> silences, int index)
    {
        var name = silences[index].Name;
        if (!NameRule.Allows(name))
        {
            yield return ("Name", $"Choose another name: {NameRule.Words}.");
        }

        var first = silences.Index().First(place => place.Item.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Index;
        if (first < index)
        {
            yield return ("Name", string.Create(CultureInfo.InvariantCulture, $"Silences:{first} has this name already; give each silence its own."));
        }
    }
}
