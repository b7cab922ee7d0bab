using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>What is seen of the sentinels. Told apart are <see cref="HeardCounts.MostSentinels"/> of them, those of the configuration first.</summary>
internal static class SentinelMetrics
{
    public static void Add(Meter meter, ISentinelWatchView watch, IPipelineMeasures pipeline, TimeProvider time)
    {
        meter.CreateObservableGauge(
            "sentinelevents_sentinel_watched",
            () => Named(watch).Select(sentinel => new Measurement<int>(sentinel.State == SentinelWatchState.Watching ? 1 : 0, LabelsOf(sentinel))),
            description: "1 while the sentinel is seen: subscribed, and its first snapshot read.");
        meter.CreateObservableGauge(
            "sentinelevents_sentinels",
            () => watch.Sentinels.GroupBy(sentinel => (sentinel.Cluster, sentinel.State)).Select(group =>
                new Measurement<int>(group.Count(), Labels.Of("cluster", group.Key.Cluster, "state", group.Key.State.ToString()))),
            description: "Sentinels that are watched or should be, by how it stands with them.");
        meter.CreateObservableGauge(
            "sentinelevents_sentinel_traffic_age_seconds",
            () => Named(watch).Where(sentinel => sentinel.LastTrafficAt is not null).Select(sentinel =>
                new Measurement<double>(Math.Max(0, (time.GetUtcNow() - sentinel.LastTrafficAt!.Value).TotalSeconds), LabelsOf(sentinel))),
            unit: "s",
            description: "How long ago the subscribed connection last carried anything; every ping is answered, so it stays near 0.");
        meter.CreateObservableCounter(
            "sentinelevents_sentinel_blind_seconds",
            () => pipeline.Heard.Where(heard => heard.Sentinel != HeardCounts.DataNodes)
                .Select(heard => new Measurement<double>(heard.Blind.TotalSeconds, Labels.Of("cluster", heard.Cluster, "sentinel", heard.Sentinel))),
            unit: "s",
            description: "For how long the sentinel was not seen after it had been: what it said then is lost.");
        meter.CreateObservableCounter(
            "sentinelevents_observations",
            () => pipeline.Heard.SelectMany(heard => heard.Observations.Select(kind =>
                new Measurement<long>(kind.Count, Labels.Of("cluster", heard.Cluster, "sentinel", heard.Sentinel, "kind", kind.Kind)))),
            description: "Observations taken from the sentinels, by channel of the message or by what was read.");
        meter.CreateObservableCounter(
            "sentinelevents_observations_missed",
            () => Named(watch).Select(sentinel => new Measurement<long>(sentinel.Missed, LabelsOf(sentinel))),
            description: "Messages given up because the queue was full; a snapshot made up for them.");
        meter.CreateObservableCounter(
            "sentinelevents_messages_unrecognised",
            () => Named(watch).Select(sentinel => new Measurement<long>(sentinel.Unrecognised, LabelsOf(sentinel))),
            description: "Messages that could not be read.");
        meter.CreateObservableGauge(
            "sentinelevents_observations_waiting", () => watch.Waiting, description: "Observations that wait to be taken; beyond 262,144 they are given up.");
        meter.CreateObservableCounter(
            "sentinelevents_old_master_writable_seconds",
            () => watch.OldMastersWritable.Select(cluster => new Measurement<double>(cluster.Value.TotalSeconds, Labels.Of("cluster", cluster.Key))),
            unit: "s",
            description: "For how long demoted masters were seen to go on as second masters after their switch.");
    }

    private static IEnumerable<SentinelWatchStatus> Named(ISentinelWatchView watch) =>
        watch.Sentinels.OrderByDescending(sentinel => sentinel.Configured).Take(HeardCounts.MostSentinels);

    private static KeyValuePair<string, object?>[] LabelsOf(SentinelWatchStatus sentinel) =>
        Labels.Of("cluster", sentinel.Cluster, "sentinel", VisibleText.Of(sentinel.Address.ToString()));
}
