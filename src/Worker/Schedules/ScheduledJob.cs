using Quartz;

namespace SentinelEvents.Worker.Schedules;

/// <summary>Runs one <see cref="ScheduledWork"/>, found by the job's name: only the name is kept in the database.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledJob(ScheduleBook book, IServiceProvider services, ILogger<ScheduledJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        if (book.All.FirstOrDefault(work => work.Name == name) is not { } found)
        {
            // A worker of another version put it there.
            LogUnknown(name);
            return;
        }

        try
        {
            await found.RunAsync(services, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, name);
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "The scheduled work {Name} failed; it is started again at its next time")]
    private partial void LogFailed(Exception failure, string name);

    [LoggerMessage(6002, LogLevel.Debug, "The scheduled work {Name} is not known to this version")]
    private partial void LogUnknown(string name);
}
