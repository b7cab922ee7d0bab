using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel holds a peer for down, for these masters.</summary>
public sealed record PeerClaim(Claim First, ImmutableSortedSet<string> Masters);
