using System.Globalization;

namespace SentinelEvents.Worker.Commands;

/// <summary>A point in time as people give it: <c>2026-01-31T08:00:00Z</c>, <c>2026-01-31</c>, or how long ago, <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Since
{
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count <= 36500)
        {
            return text[^1] switch
            {
                's' => now - TimeSpan.FromSeconds(count),
                'm' => now - TimeSpan.FromMinutes(count),
                'h' => now - TimeSpan.FromHours(count),
                'd' => now - TimeSpan.FromDays(count),
                _ => null,
            };
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }
}
