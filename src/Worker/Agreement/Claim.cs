using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel holds an instance for down (S_DOWN), or for up: a level, not an edge. A repeated message changes nothing.</summary>
/// <param name="Since">When it was first heard to, or when its flag was raised by its own account.</param>
/// <param name="Via">How it became known.</param>
public sealed record Claim(DateTimeOffset Since, EvidenceSource Via);
