using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>What one sentinel holds of one replica.</summary>
public sealed record ReplicaSnapshot(HostAddress Address, InstanceFlags Flags, TimeSpan? DownFor, string RoleReported, bool LinkUp, int Priority, long Offset, TimeSpan? RoleReportedFor = null);
