using Microsoft.Extensions.DependencyInjection.Extensions;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;

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
        services.TryAddSingleton(provider => new SilenceBook(
            provider.GetRequiredService<ISilenceStore>(),
            provider.GetRequiredService<IDeliveryStore>(),
            provider.GetRequiredService<CurrentDelivery>(),
            provider.GetRequiredService<IDeliverySignal>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SilenceBook>>()));
        services.AddSingleton<ISilenceRegister>(provider => provider.GetRequiredService<SilenceBook>());
        services.AddHostedService(provider => provider.GetRequiredService<SilenceBook>());
        services.AddSingleton<Redelivery>();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<IDeliverySignal>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<IDeliveryView>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddSingleton<IDeliveryControl>(provider => provider.GetRequiredService<DeliveryService>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        return services;
    }
}
