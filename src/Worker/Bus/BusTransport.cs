namespace SentinelEvents.Worker.Bus;

/// <summary>The brokers that the bus can run on.</summary>
public enum BusTransport
{
    /// <summary>Inside this process: for trying things out, and for set-ups that only mail and call webhooks.</summary>
    InMemory,

    RabbitMq,
}
