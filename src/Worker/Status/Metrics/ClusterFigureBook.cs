using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>The figures of the clusters as last committed. A state never changes, so each is counted once, however many ask.</summary>
internal sealed class ClusterFigureBook(IPipelineView pipeline)
{
    private volatile IReadOnlyList<(ClusterState State, ClusterFigures Figures)> last = [];

    public IReadOnlyList<ClusterFigures> Read()
    {
        var before = last;
        var now = pipeline.Clusters
            .Select(state => (state, before.FirstOrDefault(one => ReferenceEquals(one.State, state)).Figures ?? ClusterFigures.Of(state)))
            .ToList();
        last = now;
        return [.. now.Select(one => one.Item2)];
    }
}
