using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>A data node that is to be asked what it is.</summary>
internal sealed record Question(string Cluster, string Master, HostAddress Node);
