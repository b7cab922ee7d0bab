using MassTransit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus;

/// <summary>Logs what arrives on the in-memory bus, so that somebody without a broker sees that the bus works.</summary>
internal sealed partial class BusEcho(ILogger<BusEcho> logger) : IConsumer<ISentinelEvent>
{
    public Task Consume(ConsumeContext<ISentinelEvent> context)
    {
        var message = context.Message;
        LogReceived(logger, message.Kind, message.Cluster, VisibleText.Of(message.Master ?? "-"), message.Epoch, context.MessageId);
        return Task.CompletedTask;
    }
}
