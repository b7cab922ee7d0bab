namespace SentinelEvents.Worker.Status.Pages;

/// <summary>How much of a deployment is seen.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Seen">Sentinels that are connected to.</param>
/// <param name="Known">All that are known.</param>
/// <param name="BlindSince">Since when too few are seen to agree on anything; null while enough are.</param>
internal sealed record ClusterSight(string Cluster, int Seen, int Known, DateTimeOffset? BlindSince);
