using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Simulation;

/// <summary>What a simulated history led to.</summary>
/// <param name="Announced">Every event that was announced, in order.</param>
/// <param name="Owed">Switches that enough seen sentinels held for so long that they had to be announced: master, epoch, address.</param>
/// <param name="Final">The state at the end, after a quiet minute in which everything was seen.</param>
/// <param name="Truth">Who is master at the end.</param>
internal sealed record History(
    IReadOnlyList<AgreedEvent> Announced, IReadOnlySet<(string Master, long Epoch, string Address)> Owed, ClusterState Final, IReadOnlyDictionary<string, string> Truth);
