using System.Text.Json.Nodes;
using MassTransit;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Prints each message of one record type. The concrete types are consumed, not their interface, as a service downstream would.</summary>
internal sealed class PrintingConsumer<T>(ConsumerOutput output, TimeProvider time) : IConsumer<T>
    where T : SentinelEvent
{
    public Task Consume(ConsumeContext<T> context)
    {
        var switched = context.Message as MasterSwitched;
        output.Write(new ConsumerLine
        {
            Delivery = new BusDelivery
            {
                Kind = Enum.Parse<EventKind>(typeof(T).Name),
                EventId = context.Message.EventId,
                MessageId = context.MessageId,
                Cluster = context.Message.Cluster,
                Master = context.Message.Master,
                Generation = context.Message.Generation,
                Epoch = context.Message.Epoch,
                OldAddress = switched?.OldAddress,
                NewAddress = switched?.NewAddress,
                ReceivedAt = time.GetUtcNow(),
                Redelivered = context.ReceiveContext.Redelivered,
                TraceParents = [context.Headers.Get<string>("traceparent"), context.Headers.Get<string>("MT-Activity-Id")],
                Body = JsonNode.Parse(context.ReceiveContext.Body.GetString())?["message"]?.DeepClone(),
            },
        });
        return Task.CompletedTask;
    }
}
