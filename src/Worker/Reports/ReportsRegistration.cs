using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Reports;

/// <summary>Registers the room.</summary>
internal static class ReportsRegistration
{
    /// <summary>Puts each report on the calendar; nothing where there are none.</summary>
    public static IServiceCollection AddReports(
        this IServiceCollection services,
        IReadOnlyList<ReportOptions> reports,
        IReadOnlyList<ClusterOptions> clusters,
        ReportRoutes routes,
        JournalOptions journal)
    {
        if (reports.Count == 0)
        {
            return services;
        }

        services.AddSingleton(routes);
        services.AddSingleton(reports);
        services.AddSingleton<ReportMaking>(provider =>
        {
            var maker = new ReportMaker(clusters, provider.GetRequiredService<TimeProvider>());
            return (name, globs, due, reader, cancellation) => maker.MakeAsync(name, globs, due, reader, null, cancellation);
        });
        services.AddSingleton<ReportWork>();
        foreach (var report in reports)
        {
            services.AddSingleton(new ScheduledWork(
                ScheduledWork.Configured + report.Name,
                report.Cron,
                TimeZoneInfo.FindSystemTimeZoneById(report.TimeZone),
                (provider, cancellation) => provider.GetRequiredService<ReportWork>().RunAsync(report, cancellation)));
        }

        if (journal.Provider == JournalProvider.Sqlite)
        {
            services.AddHostedService<ReportCatchUp>();
        }

        return services;
    }
}
