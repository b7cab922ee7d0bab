using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What one sentinel holds of a replica or of another sentinel.</summary>
/// <param name="Address">Where.</param>
/// <param name="Down">Null when it does not hold it for down.</param>
/// <param name="Up">It answered; null otherwise: an entry that was only just made is neither down nor proven up.</param>
public sealed record InstanceView(HostAddress Address, Claim? Down, Claim? Up);
