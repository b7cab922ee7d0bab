using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel collected enough votes (O_DOWN).</summary>
/// <param name="Since">When it was heard to.</param>
/// <param name="Seen">Votes it collected, its own included.</param>
/// <param name="Required">Its own quorum setting.</param>
/// <param name="Via">How it became known.</param>
public sealed record ODownClaim(DateTimeOffset Since, int Seen, int Required, EvidenceSource Via);
