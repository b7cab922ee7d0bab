using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>A sentinel that said so after the event was published: added to the record, never published again.</summary>
public sealed record LateWitness(Guid EventId, Evidence Evidence);
