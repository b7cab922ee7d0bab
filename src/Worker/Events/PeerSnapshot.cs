using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>What one sentinel holds of another.</summary>
public sealed record PeerSnapshot(string Id, HostAddress Address, InstanceFlags Flags, TimeSpan? DownFor, TimeSpan LastHello);
