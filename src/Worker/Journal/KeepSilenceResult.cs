namespace SentinelEvents.Worker.Journal;

/// <summary>What became of a silence that was to be kept.</summary>
public enum KeepSilenceResult
{
    /// <summary>It is.</summary>
    Kept,

    /// <summary>Another one that is not over has its name.</summary>
    NameTaken,

    /// <summary>As many as may be are not over.</summary>
    TooMany,
}
