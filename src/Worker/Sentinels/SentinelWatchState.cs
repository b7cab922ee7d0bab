namespace SentinelEvents.Worker.Sentinels;

/// <summary>How it stands with one sentinel.</summary>
public enum SentinelWatchState
{
    /// <summary>Not yet seen, or being connected.</summary>
    Connecting,

    /// <summary>Subscribed and answering.</summary>
    Watching,

    /// <summary>Was seen, and is not any more.</summary>
    Lost,
}
