namespace SentinelEvents.Worker.Journal.Postgres;

internal sealed partial class PostgresJournal
{
    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "The journal {Place} is open, to worker {Worker}")]
    private partial void LogOpened(string place, string worker);
}
