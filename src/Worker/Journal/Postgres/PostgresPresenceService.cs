namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Keeps the worker's name held and its row fresh.</summary>
internal sealed partial class PostgresPresenceService(PostgresWorkerName worker, TimeProvider time, ILogger<PostgresPresenceService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ShowAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task ShowAsync(CancellationToken stoppingToken)
    {
        try
        {
            await worker.ShowAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever needs the journal says that it is away; the name is for people, and is taken again when it is back.
            LogNotShown(exception.Message);
        }
    }

    [LoggerMessage(EventId = 3005, Level = LogLevel.Debug, Message = "The worker's name is not held: {Reason}")]
    private partial void LogNotShown(string reason);
}
