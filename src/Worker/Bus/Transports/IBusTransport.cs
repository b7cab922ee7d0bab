namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>One kind of broker: what publishes over it.</summary>
internal interface IBusTransport
{
    BusTransport Name { get; }

    /// <summary>Adds the <see cref="IEventPublisher"/>, and a health check named <see cref="HealthCheck"/> for readiness.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How.</param>
    /// <param name="clusters">The clusters that are watched: who asks for their masters is answered.</param>
    void Add(IServiceCollection services, BusOptions options, IReadOnlyList<string> clusters);

    /// <summary>The name under which every transport tells of its health.</summary>
    protected const string HealthCheck = "bus";
}
