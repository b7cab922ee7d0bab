namespace SentinelEvents.Worker.Journal.Sqlite;

internal sealed partial class SqliteJournal
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "The journal {Path} is open")]
    private partial void LogOpened(string path);
}
