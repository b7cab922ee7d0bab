using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

/// <summary>A record with nothing on it.</summary>
internal sealed class NoIncidents : IIncidentView
{
    public Task<IReadOnlyList<SentinelEvent>> ReadAsync(Guid incident, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SentinelEvent>>([]);
}
