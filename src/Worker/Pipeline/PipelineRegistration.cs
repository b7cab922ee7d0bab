using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>Registers the room.</summary>
public static class PipelineRegistration
{
    /// <summary>Adds the loop that decides about these clusters and routes to these destinations.</summary>
    public static IServiceCollection AddPipeline(
        this IServiceCollection services,
        IReadOnlyList<ClusterOptions> clusters,
        IReadOnlyList<RouteOptions>? routes,
        IReadOnlyDictionary<string, DestinationOptions> destinations)
    {
        services.AddSingleton(provider =>
        {
            var takes = provider.GetServices<DestinationKind>().ToDictionary(kind => kind.Name, kind => kind.Takes);
            return new PipelineSettings([.. clusters.Select(Policy)], routes, [.. destinations.Keys])
            {
                Takes = (name, kind) => takes[destinations[name].Kind](destinations[name], kind),
            };
        });
        services.AddSingleton<PipelineService>();
        services.AddSingleton<IPipelineView>(provider => provider.GetRequiredService<PipelineService>());
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
