using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Registers what takes over changes of the configuration.</summary>
internal static class ReloadRegistration
{
    /// <param name="services">The services.</param>
    /// <param name="sources">Where the configuration comes from.</param>
    /// <param name="options">As it was read for this start.</param>
    public static IServiceCollection AddReload(this IServiceCollection services, ConfigurationSources sources, SentinelEventsOptions options)
    {
        var print = ConfigurationPrint.Of(sources, options.Http.ApiKeyFile);
        services.AddSingleton(provider => new ReloadService(
            sources,
            options,
            print,
            [.. provider.GetServices<DestinationKind>()],
            (changed, cancellation) =>
            {
                provider.GetRequiredService<ReportSchedules>().Put(changed.Reports);
                provider.GetRequiredService<AccessKey>().Change(changed.Http.ApiKey);
                return provider.GetRequiredService<IDeliveryControl>().ChangeAsync(new DeliverySettings(changed.Destinations, changed.Routes, changed.Silences), cancellation);
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ReloadService>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReloadService>());
        services.AddSingleton<IConfigurationView>(provider => provider.GetRequiredService<ReloadService>());
        services.AddHealthChecks().AddCheck<ReloadHealth>("configuration", HealthStatus.Degraded, ["ready"]);
        return services;
    }
}
