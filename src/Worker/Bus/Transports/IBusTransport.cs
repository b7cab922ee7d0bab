using MassTransit;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>One kind of broker: how MassTransit is told to use it.</summary>
internal interface IBusTransport
{
    BusTransport Name { get; }

    /// <param name="bus">To be told.</param>
    /// <param name="options">How.</param>
    /// <param name="clusters">The clusters that are watched: who asks for their masters is answered.</param>
    void Configure(IBusRegistrationConfigurator bus, BusOptions options, IReadOnlyList<string> clusters);
}
