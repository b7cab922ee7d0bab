using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>What the loop is to drive, and its pace.</summary>
/// <param name="Clusters">The clusters to decide about.</param>
/// <param name="Routing">Where events go, as it is when it is asked for.</param>
public sealed record PipelineSettings(IReadOnlyList<ClusterPolicy> Clusters, Func<RoutingTable> Routing)
{
    /// <summary>How often time alone may decide something.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long observations that decided nothing may wait to be committed together.</summary>
    public TimeSpan GroupCommit { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many observations are taken in one turn.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>How often the workers of one journal compare what they see.</summary>
    public TimeSpan CompareSight { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a service that is stopped tries to commit what it heard last.</summary>
    public TimeSpan LastWords { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(5);
}
