using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>How the service itself fares, at the head of every page.</summary>
/// <param name="Journal">The loop that writes it.</param>
/// <param name="Sight">By deployment.</param>
/// <param name="Destinations">The bus and whoever is told.</param>
internal sealed record ServiceGlance(PipelineStatus Journal, IReadOnlyList<ClusterSight> Sight, IReadOnlyList<DestinationStatus> Destinations)
{
    public static ServiceGlance Of(IPipelineView pipeline, ISentinelWatchView watch, IDeliveryView delivery)
    {
        var sentinels = watch.Sentinels;
        return new ServiceGlance(
            pipeline.Status,
            [
                .. pipeline.Clusters.Select(cluster => new ClusterSight(
                    cluster.Policy.Cluster,
                    sentinels.Count(sentinel => sentinel.Cluster == cluster.Policy.Cluster && sentinel.State == SentinelWatchState.Watching),
                    sentinels.Count(sentinel => sentinel.Cluster == cluster.Policy.Cluster),
                    cluster.UnsightedSince)),
            ],
            delivery.Read());
    }
}
