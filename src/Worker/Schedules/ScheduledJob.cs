using Quartz;

namespace SentinelEvents.Worker.Schedules;

/// <summary>A <see cref="ScheduledRun"/> that the database asks for, by the job's name: only the name is kept there.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJob(ScheduledRun run) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await run.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}
