namespace SentinelEvents.Worker.Bus;

/// <summary>The message bus that receives every event (<c>Bus</c>).</summary>
public sealed record BusOptions
{
    /// <summary>Over what events are published; <c>InMemory</c> reaches nobody outside the service.</summary>
    public BusTransport Transport { get; init; } = BusTransport.InMemory;

    /// <summary>How RabbitMQ is reached, where it is the transport.</summary>
    public RabbitMqOptions RabbitMq { get; init; } = new();
}
