using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>One kind of broker: what publishes over it.</summary>
internal interface IBusTransport
{
    BusTransport Name { get; }

    /// <summary>Adds the <see cref="IEventPublisher"/>, and a health check for readiness that has the name of the destination, <see cref="Router.Bus"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How.</param>
    /// <param name="clusters">The clusters that are watched: who asks for their masters is answered.</param>
    void Add(IServiceCollection services, BusOptions options, IReadOnlyList<string> clusters);
}
