using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Times as people read them, in UTC: those who read one report sit in several time zones.</summary>
internal static class ReadableTime
{
    /// <summary>To the minute.</summary>
    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond.</summary>
    public static string Precise(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

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
