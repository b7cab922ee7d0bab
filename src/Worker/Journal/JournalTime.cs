namespace SentinelEvents.Worker.Journal;

/// <summary>Times in columns: UTC ticks, which compare as integers and lose nothing.</summary>
internal static class JournalTime
{
    public static DateTimeOffset FromColumn(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? FromColumn(long? ticks) => ticks is { } known ? FromColumn(known) : null;
}
