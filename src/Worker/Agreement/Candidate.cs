using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A switch that some sentinels answer with, short of agreement.</summary>
public sealed record Candidate(long Epoch, HostAddress Address, DateTimeOffset FirstSeen, bool Reported);
