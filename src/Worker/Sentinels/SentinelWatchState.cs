namespace SentinelEvents.Worker.Sentinels;

/// <summary>How it stands with one sentinel.</summary>
public enum SentinelWatchState
{
    /// <summary>Not yet seen, being connected, or its first snapshot is being read.</summary>
    Connecting,

    /// <summary>Subscribed, and its first snapshot is passed on: from here on nothing is missed.</summary>
    Watching,

    /// <summary>Was seen, and is not any more.</summary>
    Lost,
}
