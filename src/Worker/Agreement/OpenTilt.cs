namespace SentinelEvents.Worker.Agreement;

/// <summary>A TILT that was announced, or that is older than this service.</summary>
public sealed record OpenTilt(DateTimeOffset Since, Guid IncidentId, bool Announced);
