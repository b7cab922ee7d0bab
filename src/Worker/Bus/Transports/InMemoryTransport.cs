using MassTransit;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>No broker. An echo within the process shows that every event reaches the bus.</summary>
internal sealed class InMemoryTransport : IBusTransport
{
    public BusTransport Name => BusTransport.InMemory;

    public void Configure(IBusRegistrationConfigurator bus, BusOptions options, IReadOnlyList<string> clusters)
    {
        bus.AddConsumer<BusEcho>();
        bus.UsingInMemory((context, configurator) =>
        {
            configurator.LeaveOutBaseRecord();
            configurator.ConfigureEndpoints(context);
        });
    }
}
