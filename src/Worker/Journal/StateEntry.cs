namespace SentinelEvents.Worker.Journal;

/// <summary>One piece of Agreement's state under a stable name.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Name">Name within the cluster, for example <c>master/mymaster</c>.</param>
/// <param name="Body">JSON; null removes the entry.</param>
public sealed record StateEntry(string Cluster, string Name, string? Body);
