using Quartz;

namespace SentinelEvents.Worker.Schedules;

/// <summary>The times that a cron expression stands for, as Quartz reads it.</summary>
public static class CronTimes
{
    /// <summary>For a person.</summary>
    public const string Words = "seconds, minutes, hours, day of month, month, day of week, for example 0 0 8 * * ? (every day at 08:00) or 0 0 8 ? * MON (every Monday)";

    // Whether a time comes does not depend on today; only leap years count, and they come within any eight years.
    private static readonly DateTimeOffset AnyDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan FarBack = TimeSpan.FromDays(10 * 366);

    /// <summary>Whether it can be read. Years are not accepted: with the last of them it would become a mistake by itself.</summary>
    public static bool IsValid(string cron) =>
        cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 && CronExpression.TryParse(cron, out _);

    /// <summary>Whether a time ever comes: the 30th of February does not.</summary>
    public static bool Comes(string cron) => Next(new CronExpression(cron, TimeZoneInfo.Utc), AnyDay) is not null;

    /// <summary>The latest time at or before <paramref name="now"/>, in UTC; null where there was none for years.</summary>
    public static DateTimeOffset? LatestAtOrBefore(string cron, TimeZoneInfo zone, DateTimeOffset now)
    {
        var expression = new CronExpression(cron, zone);
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var (early, late) = (second - FarBack, second);
        if (!(Next(expression, early) <= second))
        {
            return null;
        }

        // Quartz only looks forward. After `early` comes a time that is not too late, after `late` none.
        while (late - early > TimeSpan.FromSeconds(1))
        {
            var middle = early + TimeSpan.FromSeconds((long)(late - early).TotalSeconds / 2);
            (early, late) = Next(expression, middle) <= second ? (middle, late) : (early, middle);
        }

        return Next(expression, early)?.ToUniversalTime();
    }

    /// <summary>The first time after an instant, in UTC; null where none comes.</summary>
    public static DateTimeOffset? NextAfter(string cron, TimeZoneInfo zone, DateTimeOffset after) => Next(new CronExpression(cron, zone), after)?.ToUniversalTime();

    private static DateTimeOffset? Next(CronExpression expression, DateTimeOffset after)
    {
        try
        {
            return expression.GetNextValidTimeAfter(after);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Some expressions that it can read lead Quartz to months that are none.
            return null;
        }
    }
}
