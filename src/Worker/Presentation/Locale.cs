using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>How dates, times and numbers are written somewhere. Digits are 0 to 9 and years those of the Gregorian calendar everywhere, as in the logs of Redis.</summary>
internal sealed record Locale
{
    /// <summary>The forms of ISO 8601, numbers without groups: what is read alike everywhere, and what programs can still read.</summary>
    public static Locale Iso { get; } = new()
    {
        Name = "",
        Culture = CultureInfo.InvariantCulture,
        Date = "yyyy-MM-dd",
        MonthDay = "MM-dd",
        Minutes = "HH:mm",
        Seconds = "HH:mm:ss",
        Milliseconds = "HH:mm:ss.fff",
        Tick = "HH:mm",
        Percent = "{0} %",
        LeastGrouped = double.PositiveInfinity,
    };

    /// <summary>As in <c>de-DE</c>; empty of <see cref="Iso"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The same for libraries. It has no name: this service runs without the cultures of the system (docs/decisions/0012-locales.md).</summary>
    public required CultureInfo Culture { get; init; }

    /// <summary>The form of a date in digits, like all below as .NET writes forms.</summary>
    public required string Date { get; init; }

    public required string MonthDay { get; init; }

    /// <summary>The time of day to the minute.</summary>
    public required string Minutes { get; init; }

    public required string Seconds { get; init; }

    public required string Milliseconds { get; init; }

    /// <summary>The time of day to the minute, with hours from 0 to 23.</summary>
    public required string Tick { get; init; }

    /// <summary>With <c>{0}</c> for the number.</summary>
    public required string Percent { get; init; }

    /// <summary>From where on digits stand in groups.</summary>
    public required double LeastGrouped { get; init; }
}
