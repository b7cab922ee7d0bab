namespace SentinelEvents.Worker.Sentinels;

/// <summary>How often a sentinel's whole state is read.</summary>
internal static class SnapshotPace
{
    /// <summary>Six commands for a master take up to 0.2 ms of a sentinel (docs/performance.md has what five took, 0.13 ms): at this rate they are 1 % of its time.</summary>
    private static readonly TimeSpan ForEachMaster = TimeSpan.FromMilliseconds(20);

    /// <summary>Answers count as fresh for three intervals; the next must be there by then.</summary>
    private const int MostTimes = 2;

    /// <summary>The interval, or longer where a sentinel monitors many masters.</summary>
    /// <param name="interval">As configured.</param>
    /// <param name="masters">How many the sentinel monitors.</param>
    public static TimeSpan Of(TimeSpan interval, int masters)
    {
        var sparing = ForEachMaster * masters;
        var most = interval * MostTimes;
        return sparing <= interval ? interval : sparing < most ? sparing : most;
    }
}
