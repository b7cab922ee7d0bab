using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>A message as it comes out of the connection.</summary>
internal sealed record Published(SentinelIdentity Sentinel, DateTimeOffset At, byte[] Channel, byte[] Payload) : Arrival(Sentinel, At);
