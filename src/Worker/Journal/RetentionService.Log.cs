namespace SentinelEvents.Worker.Journal;

internal sealed partial class RetentionService
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Removed {Rows} journal rows older than {Retention}")]
    private partial void LogRemoved(long rows, TimeSpan retention);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Old journal rows could not be removed; tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
