using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>The silences that are configured.</summary>
internal sealed class Silences(IReadOnlyList<SilenceOptions> silences)
{
    public static Silences None { get; } = new([]);

    public bool IsEmpty => silences.Count == 0;

    /// <summary>How many are in force.</summary>
    public int CountAt(DateTimeOffset at) => silences.Count(silence => UntilAt(silence, at) is not null);

    /// <summary>The silence that covers an event at a destination, the one that lasts longest; null: none.</summary>
    /// <param name="sentinelEvent">The event.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="at">When.</param>
    public ActiveSilence? Covering(SentinelEvent sentinelEvent, string destination, DateTimeOffset at) => silences
        .Where(silence => (silence.To.Count == 0 || silence.To.Contains(destination, StringComparer.OrdinalIgnoreCase)) && silence.Match.Matches(sentinelEvent))
        .Select(silence => UntilAt(silence, at) is { } until ? new ActiveSilence(until, Describe(silence, until)) : null)
        .OfType<ActiveSilence>()
        .MaxBy(active => active.Until);

    private static DateTimeOffset? UntilAt(SilenceOptions silence, DateTimeOffset at)
    {
        if (silence is { Start: { } start, End: { } end })
        {
            return start <= at && at < end ? end : null;
        }

        return silence is { Cron: { } cron, Duration: { } duration }
            && CronTimes.LatestAtOrBefore(cron, TimeZoneInfo.FindSystemTimeZoneById(silence.TimeZone), at) is { } begun && at < begun + duration
            ? begun + duration
            : null;
    }

    private static string Describe(SilenceOptions silence, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"silence {silence.Name}{(silence.Author is { Length: > 0 } author ? $" by {author}" : "")} until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(silence.Comment is { Length: > 0 } comment ? $": {comment}" : "")}");
}
