namespace SentinelEvents.Worker.Bus;

/// <summary>The message bus that receives every event (<c>Bus</c>).</summary>
public sealed record BusOptions
{
    public BusTransport Transport { get; init; } = BusTransport.InMemory;

    public RabbitMqOptions RabbitMq { get; init; } = new();
}
