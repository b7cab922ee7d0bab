using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>Something that reaches the service from a sentinel.</summary>
/// <param name="Sentinel">Which one.</param>
/// <param name="At">When.</param>
internal abstract record Arrival(SentinelIdentity Sentinel, DateTimeOffset At);
