namespace SentinelEvents.Worker.Journal;

/// <summary>The databases that a journal can be kept in.</summary>
public enum JournalProvider
{
    Sqlite,
}
