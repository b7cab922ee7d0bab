using Microsoft.Extensions.DependencyInjection.Extensions;
using SentinelEvents.Worker.Bus.Transports;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Bus;

/// <summary>Registers the room.</summary>
public static class BusRegistration
{
    private static readonly IReadOnlyList<IBusTransport> Transports =
    [
        new InMemoryTransport(),
        new RabbitMqTransport(),
    ];

    /// <summary>Adds the bus and the destination <c>bus</c>. The host starts whether the broker is there or not.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Which bus.</param>
    /// <param name="clusters">The clusters that are watched: over a broker, whoever asks for their masters is answered.</param>
    public static IServiceCollection AddBus(this IServiceCollection services, BusOptions options, IReadOnlyList<string> clusters)
    {
        services.TryAddSingleton(TimeProvider.System);
        Transports.Single(transport => transport.Name == options.Transport).Add(services, options, clusters);
        services.AddSingleton<IDestination, BusDestination>();
        return services;
    }
}
