using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>The read side, for API and page: each call gives one immutable picture of now.</summary>
internal sealed class StatusReader(
    IPipelineView pipeline, ISentinelWatchView watch, IFailoverVerdicts failovers, IWorkerName worker, IConfigurationView configuration, TimeProvider time)
{
    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    /// <summary>The service itself.</summary>
    public ServiceView Service(string version)
    {
        var journal = JournalView.Of(pipeline.Status);
        return new ServiceView(
            version,
            journal.State == JournalState.Opening ? null : worker.Name,
            startedAt,
            journal,
            [
                .. pipeline.Clusters.OrderBy(cluster => cluster.Policy.Cluster, StringComparer.Ordinal).Select(cluster => new ClusterSummary(
                    cluster.Policy.Cluster,
                    cluster.UnsightedSince,
                    !cluster.Defers,
                    cluster.Policy.Agreement,
                    cluster.Sentinels.Values.Count(sentinel => sentinel.Seen),
                    Math.Max(cluster.Sentinels.Count, cluster.Policy.ConfiguredSentinels),
                    cluster.Masters.Values.Count(master => master.IsFollowed))),
            ],
            configuration.State);
    }

    /// <summary>Every master that is followed, by cluster and name.</summary>
    public IReadOnlyList<MasterSummary> Masters()
    {
        var now = time.GetUtcNow();
        return
        [
            .. pipeline.Clusters.OrderBy(cluster => cluster.Policy.Cluster, StringComparer.Ordinal)
                .SelectMany(cluster => cluster.Masters.Values.Where(master => master.IsFollowed).Select(master => MasterViews.Summary(new MasterPicture(cluster, master, now), Verdict(cluster, master)))),
        ];
    }

    /// <summary>One master; null where none of that name is followed.</summary>
    public MasterDetail? Master(string cluster, string name) =>
        pipeline.Clusters.FirstOrDefault(state => state.Policy.Cluster == cluster) is { } state
        && state.Masters.GetValueOrDefault(name) is { } master && master.IsFollowed
            ? MasterViews.Detail(new MasterPicture(state, master, time.GetUtcNow()), Watched(cluster), Verdict(state, master))
            : null;

    /// <summary>Every sentinel, by cluster and address.</summary>
    public IReadOnlyList<SentinelSummary> Sentinels()
    {
        var states = pipeline.Clusters.ToDictionary(cluster => cluster.Policy.Cluster, StringComparer.Ordinal);
        var watched = watch.Sentinels.ToLookup(sentinel => sentinel.Cluster, StringComparer.Ordinal);
        return
        [
            .. states.Keys.Concat(watched.Select(cluster => cluster.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .SelectMany(cluster => SentinelViews.Of(states.GetValueOrDefault(cluster), [.. watched[cluster]])),
        ];
    }

    /// <summary>Which sentinel sees which master how, by cluster.</summary>
    public IReadOnlyList<ClusterMatrix> Matrices() =>
    [
        .. pipeline.Clusters.OrderBy(cluster => cluster.Policy.Cluster, StringComparer.Ordinal)
            .Select(cluster => ClusterMatrices.Of(cluster, Watched(cluster.Policy.Cluster), time.GetUtcNow())),
    ];

    private IReadOnlyList<SentinelWatchStatus> Watched(string cluster) => [.. watch.Sentinels.Where(sentinel => sentinel.Cluster == cluster)];

    private FailoverVerdict? Verdict(ClusterState cluster, MasterState master) => failovers.Of(cluster.Policy.Cluster, master.Name);
}
