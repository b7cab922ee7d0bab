using Quartz;

namespace SentinelEvents.Worker.Schedules;

/// <summary>Puts the registered work into the scheduler that several workers share, and runs it.</summary>
internal sealed partial class SharedScheduleService(
    [FromKeyedServices(SchedulesRegistration.SchedulerName)] ISchedulerFactory factory,
    ScheduleBook book,
    TimeProvider time,
    ILogger<SharedScheduleService> logger) : BackgroundService
{
    private const string Group = "sentinel-events";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
    private IScheduler? scheduler;
    private bool started;

    /// <summary>Tells of them only here: whoever stops for a database that is away would stop watching for a calendar.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0);
        void Note() => changed.Release();
        book.Changed += Note;
        try
        {
            while (true)
            {
                await InsistAsync(stoppingToken);
                await changed.WaitAsync(stoppingToken);
            }
        }
        finally
        {
            book.Changed -= Note;
        }
    }

    private async Task InsistAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (true)
        {
            try
            {
                scheduler ??= await factory.GetScheduler(stoppingToken);
                var works = book.All;
                foreach (var work in works)
                {
                    await PutAsync(scheduler, work, stoppingToken);
                }

                await RemoveAsync(scheduler, works.Select(work => work.Name).ToHashSet(StringComparer.Ordinal), stoppingToken);
                if (!started)
                {
                    await scheduler.Start(stoppingToken);
                    started = true;
                }

                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!failing)
                {
                    failing = true;
                    LogNotStarted(failure);
                }

                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    /// <summary>Every worker does so at its start; what is there already and the same stays as it is, with the time at which it last ran.</summary>
    private static async Task PutAsync(IScheduler scheduler, ScheduledWork work, CancellationToken cancellation)
    {
        var key = new TriggerKey(work.Name, Group);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(work.Name, Group)
            .WithCronSchedule(work.Cron, cron => cron.InTimeZone(work.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        var present = await scheduler.GetTrigger(key, cancellation) as ICronTrigger;
        if (present is not null && present.CronExpressionString == work.Cron && present.TimeZone.Id == work.Zone.Id)
        {
            return;
        }

        var job = JobBuilder.Create<ScheduledJob>().WithIdentity(work.Name, Group).StoreDurably().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellation);
        if (present is null)
        {
            try
            {
                await scheduler.ScheduleJob(trigger, cancellationToken: cancellation);
            }
            catch (ObjectAlreadyExistsException)
            {
                // Another worker, started at the same time, has put it there.
            }
        }
        else
        {
            await scheduler.RescheduleJob(key, trigger, cancellationToken: cancellation);
        }
    }

    /// <summary>Takes out what the configuration no longer asks for. Anything else may belong to a worker of another version.</summary>
    private static async Task RemoveAsync(IScheduler scheduler, HashSet<string> wanted, CancellationToken cancellation)
    {
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellation))
        {
            if (key.Name.StartsWith(ScheduledWork.Configured, StringComparison.Ordinal) && !wanted.Contains(key.Name))
            {
                await scheduler.DeleteJob(key, cancellation);
            }
        }
    }

    [LoggerMessage(6003, LogLevel.Error, "The schedules could not be started; tried again every 10 s. Everything else goes on")]
    private partial void LogNotStarted(Exception failure);
}
