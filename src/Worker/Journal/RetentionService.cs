namespace SentinelEvents.Worker.Journal;

/// <summary>Removes what is older than the configured age, every hour.</summary>
internal sealed partial class RetentionService(IJournal journal, JournalOptions options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    // Soon enough for a worker that is restarted often, late enough to leave the start alone.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FirstAfter, time, stoppingToken);
            using var timer = new PeriodicTimer(Every, time);
            do
            {
                await RemoveOldAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task RemoveOldAsync(CancellationToken stoppingToken)
    {
        try
        {
            var removed = await journal.RemoveBeforeAsync(time.GetUtcNow() - options.Retention, stoppingToken);
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
}
