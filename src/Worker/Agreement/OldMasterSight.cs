using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What is known of a demoted master since the switch.</summary>
/// <param name="Writable">Whether it went on as a master.</param>
/// <param name="WritableFor">For how long after the switch, as far as is known; null where it was never seen to.</param>
/// <param name="ClientCount">How many clients it had when last asked; null where not known.</param>
/// <param name="Clients">Some of them.</param>
public sealed record OldMasterSight(OldMasterWritable Writable, TimeSpan? WritableFor, int? ClientCount, IReadOnlyList<Straggler> Clients);
