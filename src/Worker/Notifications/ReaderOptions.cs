using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>The part of its configuration that every destination has whose texts people read.</summary>
public abstract record ReaderOptions : DestinationOptions
{
    internal const string Utc = "UTC";

    /// <summary>In whose time zone times are written: a name of the IANA database, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = Utc;

    /// <summary>How dates, times and numbers are written: a name of BCP 47, such as de-DE. ISO 8601 and plain digits unless given.</summary>
    public string? Locale { get; init; }

    /// <summary>What is wrong with these keys.</summary>
    internal IEnumerable<(string Key, string Cure)> ValidateReading()
    {
        if (!TimeZoneName.IsKnown(TimeZone))
        {
            yield return (nameof(TimeZone), TimeZoneName.Cure);
        }

        if (Locale is { } locale && KnownLocales.Find(locale) is null)
        {
            yield return (nameof(Locale), KnownLocales.Cure(locale));
        }
    }

    /// <summary>What they say; a name that is not known, which is refused, says nothing.</summary>
    internal Reading ToReading() => new(
        TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
        Locale is { } locale ? KnownLocales.Find(locale) ?? Presentation.Locale.Iso : Presentation.Locale.Iso);
}
