using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Lets one delivery be made again, as the command <c>redeliver</c> does, and wakes its destination.</summary>
public sealed partial class Redelivery(IJournalReader reader, IDeliveryStore store, IDeliveryView view, IDeliverySignal signal, TimeProvider time, ILogger<Redelivery> logger)
{
    /// <param name="id">Which delivery.</param>
    /// <param name="from">The address of whoever asks.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RedeliveryResult> AskAsync(long id, string from, CancellationToken cancellation)
    {
        if (await reader.FindDeliveryAsync(id, cancellation) is not { } found)
        {
            return new RedeliveryResult.Unknown();
        }

        var destination = found.Delivery.Destination;
        if (!view.Read().Any(known => known.Name == destination))
        {
            return new RedeliveryResult.DestinationGone(found);
        }

        var result = await store.RequeueAsync(found.EventId, destination, time.GetUtcNow(), $"asked for from {from}", cancellation);
        if (result != RequeueResult.Requeued)
        {
            // It was found a moment ago: what is left is that it waits, or that retention has removed it since.
            return result == RequeueResult.AlreadyPending ? new RedeliveryResult.AlreadyPending(found) : new RedeliveryResult.Unknown();
        }

        LogAsked(found.Kind, found.Cluster, VisibleText.Of(found.Master ?? "-"), destination, found.EventId, from);
        signal.Wake();
        return await reader.FindDeliveryAsync(id, cancellation) is { } again ? new RedeliveryResult.Accepted(again) : new RedeliveryResult.Unknown();
    }

    [LoggerMessage(4310, LogLevel.Information, "{Kind} of {Cluster}/{Master} is to be delivered to {Destination} again, event {EventId}, asked for from {From}")]
    private partial void LogAsked(string kind, string cluster, string master, string destination, Guid eventId, string from);
}
