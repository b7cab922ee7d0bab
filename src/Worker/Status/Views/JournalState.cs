namespace SentinelEvents.Worker.Status.Views;

/// <summary>How it stands with the journal. A closed set.</summary>
public enum JournalState
{
    /// <summary>Not open yet.</summary>
    Opening,

    /// <summary>It takes what is decided.</summary>
    Open,

    /// <summary>It takes no commit.</summary>
    Away,
}
