using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The signs of a timeline in words.</summary>
internal static class TimelineWords
{
    public static string Of(TimelineSign sign) => sign switch
    {
        TimelineSign.Suspected => "suspected",
        TimelineSign.Down => "agreed down",
        TimelineSign.Voted => "voted",
        TimelineSign.Elected => "elected",
        TimelineSign.GaveUp => "gave up",
        TimelineSign.Switched => "switched",
        TimelineSign.Ended => "ended",
        _ => "recovered",
    };

    /// <summary>In seconds from the first sign, as fine as it matters.</summary>
    public static string Of(TimeSpan at) => at.TotalSeconds switch
    {
        < 10 => $"{ReadableNumber.Of(at.TotalSeconds, "0.00")} s",
        < 100 => $"{ReadableNumber.Of(at.TotalSeconds, "0.0")} s",
        _ => $"{ReadableNumber.Of(at.TotalSeconds, "0")} s",
    };

    /// <summary>What a sentinel says that stands behind an event; null where it is no part of the story of a failover.</summary>
    public static TimelineSign? SignOf(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterSuspected or MasterDown => TimelineSign.Suspected,
        FailoverStarted => TimelineSign.Elected,
        FailoverFailed => TimelineSign.GaveUp,
        MasterSwitchUnconfirmed or MasterSwitched => TimelineSign.Switched,
        FailoverCompleted => TimelineSign.Ended,
        MasterRecovered => TimelineSign.Recovered,
        _ => null,
    };
}
