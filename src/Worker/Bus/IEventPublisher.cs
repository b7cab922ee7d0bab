using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Bus;

/// <summary>Hands one event to the bus. Completes when the broker has it; throws when it has not.</summary>
internal interface IEventPublisher
{
    Task PublishAsync(SentinelEvent sentinelEvent, CancellationToken cancellation);
}
