using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Schedules;

/// <summary>Removes what is older than the configured age, every hour.</summary>
internal sealed partial class RetentionWork(IJournal journal, JournalOptions options, TimeProvider time, ILogger<RetentionWork> logger)
{
    public static ScheduledWork Schedule { get; } = new(
        "retention", "0 7 * * * ?", TimeZoneInfo.Utc, (services, cancellation) => services.GetRequiredService<RetentionWork>().RunAsync(cancellation));

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var removed = await journal.RemoveBeforeAsync(time.GetUtcNow() - options.Retention, cancellation);
            if (removed > 0)
            {
                LogRemoved(removed, options.Retention);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Old rows do no harm for another hour; a worker that stopped for them would.
            LogFailed(exception);
        }
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Removed {Rows} journal rows older than {Retention}")]
    private partial void LogRemoved(long rows, TimeSpan retention);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Old journal rows could not be removed; tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
