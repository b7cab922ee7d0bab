namespace SentinelEvents.Worker.Journal;

/// <summary>The databases that a journal can be kept in.</summary>
public enum JournalProvider
{
    /// <summary>A file, for one worker.</summary>
    Sqlite,

    /// <summary>A server, for any number of workers.</summary>
    Postgres,
}
