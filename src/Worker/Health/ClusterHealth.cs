using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>The assessment of one deployment.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Masters">Every followed master, by name; without the parts that need the journal.</param>
/// <param name="Findings">What the rules found, the worst first.</param>
public sealed record ClusterHealth(string Cluster, DateTimeOffset At, IReadOnlyList<MasterHealth> Masters, IReadOnlyList<HealthFinding> Findings);
