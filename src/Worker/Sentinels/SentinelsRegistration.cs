using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Registers this room.</summary>
public static class SentinelsRegistration
{
    /// <summary>Watches these deployments for as long as the host runs. Gives <see cref="IObservationSource"/> and <see cref="ISentinelWatchView"/>.</summary>
    public static IServiceCollection AddSentinels(this IServiceCollection services, IReadOnlyList<ClusterOptions> clusters, SentinelWatchSettings? settings = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new SentinelWatch(
            clusters,
            settings ?? new SentinelWatchSettings(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SentinelWatch>>()));
        services.AddSingleton<IObservationSource>(provider => provider.GetRequiredService<SentinelWatch>());
        services.AddSingleton<ISentinelWatchView>(provider => provider.GetRequiredService<SentinelWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<SentinelWatch>());
        services.TryAddSingleton<SentinelProbe>();
        return services;
    }
}
