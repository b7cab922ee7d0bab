using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>An incident that ended in a recovery.</summary>
public sealed record ClosedIncident(Guid Id, int Ordinal, int Flaps, HostAddress Address, DateTimeOffset ClosedAt, bool Announced);
