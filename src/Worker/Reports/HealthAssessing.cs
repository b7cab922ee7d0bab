using SentinelEvents.Worker.Health;

namespace SentinelEvents.Worker.Reports;

/// <summary>Inspects the clusters that the globs name (none: all) and assesses them, as a report does, without what the journal knows.</summary>
internal delegate Task<IReadOnlyList<ClusterHealth>> HealthAssessing(IReadOnlyList<string> clusters, CancellationToken cancellation);
