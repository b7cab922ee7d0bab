namespace SentinelEvents.Worker.Schedules;

/// <summary>Runs one <see cref="ScheduledWork"/>, found by its name. What escapes the work is logged: it is started again at its next time.</summary>
internal sealed partial class ScheduledRun(ScheduleBook book, IServiceProvider services, ILogger<ScheduledRun> logger)
{
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        if (book.All.FirstOrDefault(work => work.Name == name) is not { } found)
        {
            // A worker of another version put it into the database, or it was taken out a moment ago.
            LogUnknown(name);
            return;
        }

        try
        {
            await found.RunAsync(services, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(failure, name);
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "The scheduled work {Name} failed; it is started again at its next time")]
    private partial void LogFailed(Exception failure, string name);

    [LoggerMessage(6002, LogLevel.Debug, "The scheduled work {Name} is not known to this version")]
    private partial void LogUnknown(string name);
}
