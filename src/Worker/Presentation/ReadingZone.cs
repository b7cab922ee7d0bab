using System.Globalization;

namespace SentinelEvents.Worker.Presentation;

/// <summary>
/// The time zone of those who will read what is being written; UTC unless one is chosen. It follows the call, since nearly every word-making function would have to
/// be handed it otherwise.
/// </summary>
internal static class ReadingZone
{
    private static readonly AsyncLocal<TimeZoneInfo?> Chosen = new();

    /// <summary>For a reader: <c>UTC</c>, or the name of the zone.</summary>
    public static string Name => IsUtc ? Utc : Current.Id;

    private static string Utc => "UTC";

    private static TimeZoneInfo Current => Chosen.Value ?? TimeZoneInfo.Utc;

    private static bool IsUtc => Current.HasSameRules(TimeZoneInfo.Utc);

    /// <summary>Writes in a zone.</summary>
    public static T In<T>(TimeZoneInfo zone, Func<T> write)
    {
        var before = Chosen.Value;
        Chosen.Value = zone;
        try
        {
            return write();
        }
        finally
        {
            Chosen.Value = before;
        }
    }

    /// <summary>As the clocks of the zone show it.</summary>
    public static string Show(DateTimeOffset time, string format) => TimeZoneInfo.ConvertTime(time, Current).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The same, and which clock it is: <c>UTC</c>, or how far from UTC.</summary>
    public static string ShowWithOffset(DateTimeOffset time, string format) => Show(time, IsUtc ? $"{format} '{Utc}'" : $"{format} zzz");
}
