namespace SentinelEvents.Worker.Sentinels;

/// <summary>The watch, to look at.</summary>
public interface ISentinelWatchView
{
    /// <summary>Every sentinel that is watched or should be, as of now.</summary>
    IReadOnlyList<SentinelWatchStatus> Sentinels { get; }

    /// <summary>How many observations wait to be taken: it stays near 0 unless whoever reads them, or the journal behind, cannot keep up.</summary>
    int Waiting { get; }

    /// <summary>By cluster: for how long, in sum, demoted masters were seen to go on as second masters.</summary>
    IReadOnlyDictionary<string, TimeSpan> OldMastersWritable { get; }
}
