using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>What is agreed.</summary>
internal static class AgreementMetrics
{
    public static void Add(Meter meter, ClusterFigureBook clusters, IPipelineMeasures pipeline)
    {
        meter.CreateObservableCounter("sentinelevents_pipeline_turns", () => pipeline.Turns, description: "Turns of the loop that decides; several a second while it lives.");
        meter.CreateObservableCounter(
            "sentinelevents_events",
            () => pipeline.Told.Select(told => new Measurement<long>(
                told.Count, Labels.Of("cluster", told.Cluster, "kind", told.Kind.ToString(), "severity", told.Severity.ToString()))),
            description: "Events agreed and kept by this worker.");
        meter.CreateObservableGauge(
            "sentinelevents_cluster_sighted",
            () => clusters.Read().Select(cluster => new Measurement<int>(cluster.IsSighted ? 1 : 0, Labels.Of("cluster", cluster.Cluster))),
            description: "1 while enough sentinels are seen to agree on anything.");
        meter.CreateObservableGauge(
            "sentinelevents_masters",
            () => clusters.Read().Select(cluster => new Measurement<int>(cluster.MasterCount, Labels.Of("cluster", cluster.Cluster))),
            description: "Masters that are followed.");
        meter.CreateObservableGauge(
            "sentinelevents_incidents_open",
            () => clusters.Read().SelectMany(cluster => ClusterFigures.Kinds.Select((kind, place) => new Measurement<int>(
                cluster.Open[place], Labels.Of("cluster", cluster.Cluster, "kind", kind.Kind.ToString(), "severity", kind.Severity.ToString())))),
            description: "Incidents that are open, by the event that stands for them; one of a master counts as the furthest that it came to.");
        meter.CreateObservableGauge(
            "sentinelevents_quorum_margin_least",
            () => clusters.Read().Where(cluster => cluster.WorstMargin is not null)
                .Select(cluster => new Measurement<int>(cluster.WorstMargin!.Value, Labels.Of("cluster", cluster.Cluster))),
            description: "Of the master with the least: how many more sentinels may fail before no failover could be authorised; negative: so many are missing.");
        meter.CreateObservableGauge(
            "sentinelevents_switch_last_timestamp_seconds",
            () => clusters.Read().Where(cluster => cluster.LastSwitch is not null)
                .Select(cluster => new Measurement<double>(UnixSeconds(cluster.LastSwitch!.Value), Labels.Of("cluster", cluster.Cluster))),
            unit: "s",
            description: "When a master was last replaced, in Unix time.");
        AddMasters(meter, clusters);
    }

    private static void AddMasters(Meter meter, ClusterFigureBook clusters)
    {
        meter.CreateObservableGauge(
            "sentinelevents_master_quorum_margin",
            () => Each<int>(clusters, (cluster, master) => master.Margin is { } margin ? new Measurement<int>(margin, Labels.Of("cluster", cluster, "master", master.Name)) : null),
            description: "As sentinelevents_quorum_margin_least, by master; only of clusters with up to 100 masters.");
        meter.CreateObservableGauge(
            "sentinelevents_master_epoch",
            () => Each<long>(clusters, (cluster, master) => new Measurement<long>(master.Epoch, Labels.Of("cluster", cluster, "master", master.Name))),
            description: "The config epoch of the agreed master; only of clusters with up to 100 masters.");
        meter.CreateObservableGauge(
            "sentinelevents_master_since_timestamp_seconds",
            () => Each<double>(clusters, (cluster, master) => master.Since is { } since ? new Measurement<double>(UnixSeconds(since), Labels.Of("cluster", cluster, "master", master.Name)) : null),
            unit: "s",
            description: "Since when the agreed master is master, in Unix time; only of clusters with up to 100 masters.");
    }

    private static IEnumerable<Measurement<T>> Each<T>(ClusterFigureBook clusters, Func<string, MasterFigures, Measurement<T>?> measure)
        where T : struct => clusters.Read().SelectMany(cluster => cluster.Masters.Select(master => measure(cluster.Cluster, master))).OfType<Measurement<T>>();

    private static double UnixSeconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
}
