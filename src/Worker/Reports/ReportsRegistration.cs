using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Reports;

/// <summary>Registers the room.</summary>
internal static class ReportsRegistration
{
    /// <summary>Adds what makes reports, and puts these on the calendar.</summary>
    public static IServiceCollection AddReports(
        this IServiceCollection services, IReadOnlyList<ReportOptions> reports, IReadOnlyList<ClusterOptions> clusters, JournalOptions journal)
    {
        services.AddSingleton(reports);
        services.AddSingleton(provider => new ReportMaker(clusters, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReportMaking>(provider =>
        {
            var maker = provider.GetRequiredService<ReportMaker>();
            return (name, globs, due, reader, cancellation) => maker.MakeAsync(name, globs, due, reader, null, cancellation);
        });
        services.AddSingleton<HealthAssessing>(provider =>
        {
            var maker = provider.GetRequiredService<ReportMaker>();
            return (globs, cancellation) => maker.AssessAsync(globs, null, cancellation);
        });
        services.AddSingleton<Func<RoutingTable>>(provider =>
        {
            var delivery = provider.GetRequiredService<CurrentDelivery>();
            return () => delivery.Routing;
        });
        services.AddSingleton<ReportWork>();
        services.AddSingleton<ReportSchedules>();
        services.AddSingleton<ReportStandings>();
        foreach (var report in reports)
        {
            services.AddSingleton(ReportSchedules.Work(report));
        }

        if (journal.Provider == JournalProvider.Sqlite)
        {
            services.AddHostedService<ReportCatchUp>();
        }

        return services;
    }
}
