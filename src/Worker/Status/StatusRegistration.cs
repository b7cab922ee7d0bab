using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Feed;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Memory;
using SentinelEvents.Worker.Status.Pages;
using SentinelEvents.Worker.Status.Views;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Worker.Status;

/// <summary>Registers the room and maps its endpoints.</summary>
public static class StatusRegistration
{
    private const string Ready = "ready";

    public static IServiceCollection AddStatus(this IServiceCollection services, HttpOptions http)
    {
        services.AddGuard(http);
        services.AddHealthChecks()
            .AddCheck<JournalHealth>("journal", tags: [Ready])
            .AddCheck<SightHealth>("sentinels", tags: [Ready])
            .AddCheck<DeliveryHealth>("destinations", HealthStatus.Degraded, [Ready]);
        services.AddSingleton<FailoverBoard>();
        services.AddSingleton<IFailoverVerdicts>(provider => provider.GetRequiredService<FailoverBoard>());
        services.AddSingleton<StatusReader>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<StreamPlaces>();
        services.AddSingleton<EventFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
        services.AddHostedService<HealthWatch>();
        services.AddSingleton<UnusedMemory>();
        services.AddSingleton<GivingBack>(provider => provider.GetRequiredService<UnusedMemory>().GiveBack);
        services.AddHostedService(provider => provider.GetRequiredService<UnusedMemory>());
        services.AddApi();
        services.AddSingleton<PageReader>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ReportAlbum>();
        return services;
    }

    public static void MapStatus(this Microsoft.AspNetCore.Builder.WebApplication app)
    {
        app.UseGuard();
        app.MapWrites();
        Microsoft.AspNetCore.Builder.HealthCheckEndpointRouteBuilderExtensions.MapHealthChecks(
            app, "/health/live", new() { Predicate = _ => false, ResponseWriter = HealthText.WriteAsync });
        Microsoft.AspNetCore.Builder.HealthCheckEndpointRouteBuilderExtensions.MapHealthChecks(
            app, "/health/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthText.WriteAsync });
        // It tells since when the service runs.
        _ = app.Services.GetRequiredService<StatusReader>();
        app.MapApi();
        app.MapPages();
    }
}
