using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A change of monitoring that was announced, and who has followed it.</summary>
public sealed record MonitoringClaim(Guid EventId, int Ordinal, ImmutableSortedSet<string> Witnesses);
