namespace SentinelEvents.Worker.Status.Views;

/// <summary>How many replicas there are.</summary>
/// <param name="Up">Those that answered a sentinel and that none holds for down.</param>
/// <param name="Total">All that any sentinel lists.</param>
internal sealed record ReplicaCount(int Up, int Total);
