using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement;

/// <summary>The state after a step and what it decided, in order.</summary>
public readonly record struct StepResult(ClusterState State, ImmutableArray<Decision> Decisions);
