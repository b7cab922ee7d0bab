using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>A data node that is to be asked what it is.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Master">The master's name.</param>
/// <param name="Node">The node.</param>
/// <param name="DemotedAt">Of a master that a switch replaced: when that was agreed. Null for a new master.</param>
internal sealed record Question(string Cluster, string Master, HostAddress Node, DateTimeOffset? DemotedAt);
