namespace SentinelEvents.Worker.Agreement;

/// <summary>A condition that was announced, or is older than this service.</summary>
public sealed record OpenCondition(Guid IncidentId, int Ordinal, bool Announced);
