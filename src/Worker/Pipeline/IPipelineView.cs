using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>What is agreed and journalled, for readers at the side. Each call gives one consistent, immutable picture.</summary>
public interface IPipelineView
{
    /// <summary>The clusters as last committed; empty before the journal is open.</summary>
    IReadOnlyList<ClusterState> Clusters { get; }

    /// <summary>Completes with the next commit of events by this worker: take it, then look, then wait for it, and none is missed.</summary>
    Task NextEvents { get; }

    /// <summary>How the loop fares.</summary>
    PipelineStatus Status { get; }
}
