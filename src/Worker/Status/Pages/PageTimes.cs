using System.Globalization;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Times on a page: short where one scans, whole where one points at them. All in UTC.</summary>
internal static class PageTimes
{
    /// <summary>How long before a page was made.</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalSeconds: < 1 } => "just now",
        { TotalSeconds: < 60 } age => $"{Number((int)age.TotalSeconds)} s ago",
        { TotalMinutes: < 60 } age => $"{Number((int)age.TotalMinutes)} min ago",
        { TotalHours: < 48 } age => $"{Number((int)age.TotalHours)} h ago",
        var age => $"{Number((int)age.TotalDays)} d ago",
    };

    /// <summary>How long it has been so.</summary>
    public static string For(DateTimeOffset since, DateTimeOffset now) => now - since < TimeSpan.FromSeconds(1) ? "just now" : $"for {Length(now - since)}";

    public static string Length(TimeSpan length) => length.TotalSeconds < 1 ? ReadableTime.Of(length) : ReadableTime.Of(TimeSpan.FromSeconds(Math.Floor(length.TotalSeconds)));

    public static string Short(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
