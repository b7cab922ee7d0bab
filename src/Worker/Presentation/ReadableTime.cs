using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Times as people read them, in UTC unless a <see cref="ReadingZone"/> is chosen: those who read one report may sit in several time zones.</summary>
internal static class ReadableTime
{
    /// <summary>To the minute.</summary>
    public static string Of(DateTimeOffset time) => ReadingZone.ShowWithOffset(time, "yyyy-MM-dd HH:mm");

    /// <summary>To the millisecond.</summary>
    public static string Precise(DateTimeOffset time) => ReadingZone.ShowWithOffset(time, "yyyy-MM-dd HH:mm:ss.fff");

    /// <summary>The two largest units.</summary>
    public static string Of(TimeSpan length) => length switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.#} s"),
        { TotalMinutes: < 60 } => $"{length.Minutes} min {length.Seconds} s",
        { TotalHours: < 48 } => $"{(int)length.TotalHours} h {length.Minutes} min",
        _ => $"{(int)length.TotalDays} d {length.Hours} h",
    };
}
