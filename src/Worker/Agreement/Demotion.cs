using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A master that a switch replaced.</summary>
public sealed record Demotion(HostAddress Address, DateTimeOffset At, Guid IncidentId);
