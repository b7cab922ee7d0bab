using MassTransit;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>One kind of broker: how MassTransit is told to use it.</summary>
internal interface IBusTransport
{
    BusTransport Name { get; }

    void Configure(IBusRegistrationConfigurator bus, BusOptions options);
}
