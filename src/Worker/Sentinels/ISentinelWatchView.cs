namespace SentinelEvents.Worker.Sentinels;

/// <summary>The watch, to look at.</summary>
public interface ISentinelWatchView
{
    /// <summary>Every sentinel that is watched or should be, as of now.</summary>
    IReadOnlyList<SentinelWatchStatus> Sentinels { get; }
}
