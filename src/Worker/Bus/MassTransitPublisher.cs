using MassTransit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus;

/// <summary>Publishes the concrete record, under ids made from the event's content.</summary>
internal sealed class MassTransitPublisher(IBus bus) : IEventPublisher
{
    public Task PublishAsync(SentinelEvent sentinelEvent, CancellationToken cancellation) =>
        bus.Publish(sentinelEvent, sentinelEvent.GetType(), Pipe.Execute<PublishContext>(context => Address(context, sentinelEvent)), cancellation);

    private static void Address(PublishContext context, SentinelEvent sentinelEvent)
    {
        context.MessageId = sentinelEvent.EventId;
        context.CorrelationId = sentinelEvent.IncidentId;

        // MassTransit would invent one; the incident is the conversation.
        context.ConversationId = sentinelEvent.IncidentId;
        context.Headers.Set(BusHeaders.Kind, sentinelEvent.Kind.ToString());
        context.Headers.Set(BusHeaders.Cluster, sentinelEvent.Cluster);
        context.Headers.Set(BusHeaders.Master, sentinelEvent.Master);
        context.Headers.Set(BusHeaders.Epoch, sentinelEvent.Epoch);

        // MassTransit sets its own only where somebody listens to it; a consumer is to be part of the trace in any case.
        var parent = EventTrace.ParentOf(sentinelEvent);
        context.Headers.Set(EventTrace.Header, parent);
        context.Headers.Set(BusHeaders.MassTransitParent, parent);
    }
}
