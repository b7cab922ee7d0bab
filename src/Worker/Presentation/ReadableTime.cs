namespace SentinelEvents.Worker.Presentation;

/// <summary>Times as people read them: by the clock and in the form of the <see cref="Reading"/>.</summary>
internal static class ReadableTime
{
    private static Locale Locale => Reading.Current.Locale;

    /// <summary>To the minute.</summary>
    public static string Of(DateTimeOffset time) => $"{Show(time, Locale.Date)} {Show(time, Locale.Minutes)} {Offset(time)}";

    /// <summary>To the millisecond.</summary>
    public static string Precise(DateTimeOffset time) => $"{Show(time, Locale.Date)} {PreciseClock(time)} {Offset(time)}";

    /// <summary>The time of day to the second, and by which clock.</summary>
    public static string ClockWithOffset(DateTimeOffset time) => $"{Clock(time)} {Offset(time)}";

    /// <summary>The time of day to the second.</summary>
    public static string Clock(DateTimeOffset time) => Show(time, Locale.Seconds);

    /// <summary>The time of day to the millisecond.</summary>
    public static string PreciseClock(DateTimeOffset time) => Show(time, Locale.Milliseconds);

    /// <summary>The time of day to the minute.</summary>
    public static string Minute(DateTimeOffset time) => Show(time, Locale.Minutes);

    /// <summary>The time of day to the minute, for an axis: its hours are counted from 0 to 23 everywhere, since there is no room for half days, nor letters of every script.</summary>
    public static string Tick(DateTimeOffset time) => Show(time, Locale.Tick);

    /// <summary>Day and month.</summary>
    public static string Day(DateTimeOffset time) => Show(time, Locale.MonthDay);

    /// <summary>The two largest units.</summary>
    public static string Of(TimeSpan length) => length switch
    {
        { TotalMilliseconds: < 1000 } => $"{ReadableNumber.Of(length.TotalMilliseconds, "0")} ms",
        { TotalSeconds: < 60 } => $"{ReadableNumber.Of(length.TotalSeconds, "0.#")} s",
        { TotalMinutes: < 60 } => $"{length.Minutes} min {length.Seconds} s",
        { TotalHours: < 48 } => $"{(int)length.TotalHours} h {length.Minutes} min",
        _ => $"{ReadableNumber.Of((int)length.TotalDays)} d {length.Hours} h",
    };

    private static string Show(DateTimeOffset time, string form) => Reading.Current.Show(time, form);

    private static string Offset(DateTimeOffset time) => Reading.Current.Offset(time);
}
