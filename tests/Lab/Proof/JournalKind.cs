namespace SentinelEvents.Lab;

/// <summary>Where a proof's workers keep their journal.</summary>
internal enum JournalKind
{
    /// <summary>A file, for one worker.</summary>
    Sqlite,

    /// <summary>A database that any number of workers share.</summary>
    Postgres,
}
