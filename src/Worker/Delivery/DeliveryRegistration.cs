using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Registers the room.</summary>
public static class DeliveryRegistration
{
    /// <summary>Adds the configured destinations, each made by its registered <see cref="DestinationKind"/>, and the service that delivers to them and to the bus.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliverySettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        foreach (var (name, options) in settings.Destinations)
        {
            services.AddSingleton(provider => Create(provider, name, options));
        }

        services.TryAddSingleton<IIncidentView, JournalledIncidents>();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<IDeliverySignal>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<IDeliveryView>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        return services;
    }

    private static IDestination Create(IServiceProvider provider, string name, DestinationOptions options) =>
        provider.GetServices<DestinationKind>().Single(kind => kind.Name == options.Kind).Create(provider, name, options);
}
