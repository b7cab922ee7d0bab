using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Registers the room.</summary>
public static class DeliveryRegistration
{
    /// <summary>Adds the service that delivers to the bus and to the configured destinations, each made by its registered <see cref="DestinationKind"/>.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliverySettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new CurrentDelivery(settings, provider.GetServices<DestinationKind>()));
        services.AddSingleton<Func<string, DestinationOptions, IDestination>>(provider =>
        {
            var current = provider.GetRequiredService<CurrentDelivery>();
            return (name, options) => current.KindOf(options).Create(provider, name, options);
        });
        services.TryAddSingleton<IIncidentView, JournalledIncidents>();
        services.AddSingleton<Func<IVitalSigns>>(provider => () => new LateVitalSigns(provider.GetRequiredService<IVitalSigns>));
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<IDeliverySignal>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<IDeliveryView>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<IDeliveryControl>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        return services;
    }
}
