using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What is on record of incidents, for destinations that tell the whole story.</summary>
public interface IIncidentView
{
    /// <summary>The events of an incident so far, in the order of decision; who said so only after an event was published is in its evidence.</summary>
    Task<IReadOnlyList<SentinelEvent>> ReadAsync(Guid incident, CancellationToken cancellation);
}
