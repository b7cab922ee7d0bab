using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>What an error on opening means to the operator.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static JournalUnusableException Explain(SqliteException exception, string path) => new(
        exception.SqliteErrorCode switch
        {
            NotADatabase => $"{path} is not a SQLite database. Set Journal:ConnectionString to another file, or move this one away.",
            Corrupt => $"The journal {path} is damaged. Stop the worker, keep a copy, and recover it with the sqlite3 shell (.recover), or move it away to start anew.",
            ReadOnly => $"The journal {path} cannot be written. Give the worker's user write permission to the file and its directory.",
            CannotOpen => $"The journal {path} cannot be opened. See that its directory exists and that the worker's user may read and write it.",
            Full => $"The disk of the journal {path} is full. Make room.",
            Busy => $"The journal {path} is locked by another program. Close that program.",
            _ => $"The journal {path} cannot be opened: {exception.Message}",
        },
        exception);
}
