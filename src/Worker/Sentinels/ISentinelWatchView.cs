namespace SentinelEvents.Worker.Sentinels;

/// <summary>The watch, to look at.</summary>
public interface ISentinelWatchView
{
    /// <summary>Every sentinel that is watched or should be, as of now.</summary>
    IReadOnlyList<SentinelWatchStatus> Sentinels { get; }

    /// <summary>How many observations wait to be taken: it stays near 0 unless whoever reads them, or the journal behind, cannot keep up.</summary>
    int Waiting { get; }
}
