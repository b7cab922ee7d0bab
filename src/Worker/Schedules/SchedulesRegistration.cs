using Quartz;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Schedules;

/// <summary>Registers the room. Any room adds a <see cref="ScheduledWork"/> to the services, or puts it into the <see cref="ScheduleBook"/>.</summary>
public static class SchedulesRegistration
{
    internal const string SchedulerName = "sentinel-events";
    private static readonly TimeSpan Checkin = TimeSpan.FromSeconds(5);

    /// <summary>A time that is later than this was missed: of all that were, one is made up for.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds what starts it. With the journal in PostgreSQL the schedules are kept there as well, and of all workers one runs what is due; with SQLite there is one worker, and
    /// nothing needs to be kept.
    /// </summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services, JournalOptions journal)
    {
        services.AddSingleton<RetentionWork>();
        services.AddSingleton(RetentionWork.Schedule);
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<ScheduledRun>();
        if (journal.Provider == JournalProvider.Postgres)
        {
            services.AddShared(journal);
        }
        else
        {
            // The calendar is the wall clock's, also after somebody has set it.
            services.AddHostedService(provider => new OwnScheduleService(provider.GetRequiredService<ScheduleBook>(), provider.GetRequiredService<ScheduledRun>(), TimeProvider.System));
        }

        return services;
    }

    private static void AddShared(this IServiceCollection services, JournalOptions journal)
    {
        // By name: a clock that is given to the only scheduler would become everybody's.
        services.AddQuartz(SchedulerName, quartz =>
        {
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(journal.ConnectionString);
                store.ProvisionSchema();
                store.ConfigureStore(options => options.MisfireThreshold = Missed);
                store.UseClustering(cluster => cluster.CheckinInterval = Checkin);
            });
        });
        services.AddHostedService<SharedScheduleService>();
    }
}
