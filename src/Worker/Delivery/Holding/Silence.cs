using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>A silence as it holds.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="endedAt">When somebody ended it before its time; what happened before then belongs to it. Null: nobody did.</param>
internal sealed class Silence(SilenceOptions options, DateTimeOffset? endedAt = null)
{
    private volatile Turn? _turn;

    public SilenceOptions Options => options;

    /// <summary>Until when it covers an instant; null: it does not.</summary>
    public DateTimeOffset? UntilAt(DateTimeOffset at) => WholeUntilAt(at) is { } until && !(endedAt <= at) ? (endedAt < until ? endedAt : until) : null;

    private DateTimeOffset? WholeUntilAt(DateTimeOffset at)
    {
        if (options is { Start: { } start, End: { } end })
        {
            return start <= at && at < end ? end : null;
        }

        return options is { Cron: { } cron, Duration: { } duration } && BegunBy(cron, at) is { } begun && EndOf(begun, duration) is var ending && at < ending ? ending : null;
    }

    /// <summary>One that was kept in a journal may have any duration.</summary>
    private static DateTimeOffset EndOf(DateTimeOffset begun, TimeSpan duration) => duration < DateTimeOffset.MaxValue - begun ? begun + duration : DateTimeOffset.MaxValue;

    // To find it in the calendar takes many steps, and there may be a thousand silences: what is found holds until the next window begins.
    private DateTimeOffset? BegunBy(string cron, DateTimeOffset at)
    {
        if (_turn is { } known && known.Begun <= at && at < known.Next)
        {
            return known.Begun;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        if (CronTimes.LatestAtOrBefore(cron, zone, at) is not { } begun)
        {
            return null;
        }

        // Around an hour that the clocks repeat, a window may begin a second time that does not follow from the first.
        _turn = zone.GetUtcOffset(begun.AddDays(-1)) == zone.GetUtcOffset(begun.AddDays(1)) ? new Turn(begun, CronTimes.NextAfter(cron, zone, begun) ?? DateTimeOffset.MaxValue) : null;
        return begun;
    }

    private sealed record Turn(DateTimeOffset Begun, DateTimeOffset Next);
}
