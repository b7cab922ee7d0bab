namespace SentinelEvents.Worker.Agreement;

/// <summary>What is kept of a cluster as a whole.</summary>
public sealed record ClusterRecord
{
    /// <summary>When this service first looked at the cluster: what began before is not news.</summary>
    public required DateTimeOffset FirstStartAt { get; init; }
}
