using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus;

/// <summary>Logs what would be published, so that somebody without a broker sees that every event reaches the bus.</summary>
internal sealed partial class BusEcho(ILogger<BusEcho> logger) : IEventPublisher
{
    public Task PublishAsync(SentinelEvent sentinelEvent, CancellationToken cancellation)
    {
        LogReceived(logger, sentinelEvent.Kind, sentinelEvent.Cluster, VisibleText.Of(sentinelEvent.Master ?? "-"), sentinelEvent.Epoch, sentinelEvent.EventId);
        return Task.CompletedTask;
    }
}
