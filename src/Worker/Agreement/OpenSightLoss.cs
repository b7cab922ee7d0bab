namespace SentinelEvents.Worker.Agreement;

/// <summary>A loss of sight that was announced.</summary>
public sealed record OpenSightLoss(DateTimeOffset From, Guid IncidentId);
