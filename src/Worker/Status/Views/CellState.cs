namespace SentinelEvents.Worker.Status.Views;

/// <summary>How one sentinel's view of one master relates to what is agreed. A closed set.</summary>
public enum CellState
{
    /// <summary>It holds what is agreed, with the settings that most have.</summary>
    Agrees,

    /// <summary>It holds something else.</summary>
    Differs,

    /// <summary>It holds the master for down (S_DOWN).</summary>
    Down,

    /// <summary>It collected a quorum that holds the master for down (O_DOWN).</summary>
    ODown,

    /// <summary>It answered without this master: it does not monitor it.</summary>
    NotMonitored,

    /// <summary>It has not been read yet.</summary>
    Unread,

    /// <summary>Its last answer is too old to say anything about now.</summary>
    Stale,

    /// <summary>There is no connection to it.</summary>
    Unseen,
}
