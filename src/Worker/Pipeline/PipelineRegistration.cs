using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>Registers the room.</summary>
public static class PipelineRegistration
{
    /// <summary>Adds the loop that decides about these clusters.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IReadOnlyList<ClusterOptions> clusters)
    {
        services.AddSingleton(provider =>
        {
            var delivery = provider.GetRequiredService<CurrentDelivery>();
            return new PipelineSettings([.. clusters.Select(Policy)], () => delivery.Routing);
        });
        services.AddSingleton<PipelineService>();
        services.AddSingleton<IPipelineView>(provider => provider.GetRequiredService<PipelineService>());
        services.AddSingleton<IMasterDirectory, MasterDirectory>();
        services.AddSingleton<IPipelineMeasures>(provider => provider.GetRequiredService<PipelineService>());
        services.AddHostedService(provider => provider.GetRequiredService<PipelineService>());
        return services;
    }

    private static ClusterPolicy Policy(ClusterOptions cluster) => new(
        cluster.Name,
        cluster.Sentinels.Count,
        cluster.Agreement,
        cluster.UnconfirmedAfter,
        cluster.DivergedAfter,
        cluster.SilenceLimit,
        cluster.SnapshotInterval);
}
