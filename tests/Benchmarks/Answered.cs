using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>A master as the sentinel answered when it was asked.</summary>
internal sealed record Answered(SentinelIdentity Sentinel, DateTimeOffset At, MasterRead Read) : Arrival(Sentinel, At);
