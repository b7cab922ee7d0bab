using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>No broker, and nobody beside this process who could take a message: an echo in the log shows that every event reaches the bus. MassTransit is not loaded.</summary>
internal sealed class InMemoryTransport : IBusTransport
{
    public BusTransport Name => BusTransport.InMemory;

    public void Add(IServiceCollection services, BusOptions options, IReadOnlyList<string> clusters)
    {
        services.AddSingleton<IEventPublisher, BusEcho>();
        services.AddHealthChecks().AddCheck(Router.Bus, () => HealthCheckResult.Healthy("inside the service"), tags: ["ready"]);
    }
}
