using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>
/// What can be told in numbers, read when somebody asks. Names and units follow Prometheus's conventions; docs/metrics.md has them all. The number of series is
/// bounded by the configuration (clusters, destinations, reports) and by closed sets, never by what sentinels say.
/// </summary>
internal sealed class ServiceMetrics : IDisposable
{
    public const string Name = Events.Telemetry.Name;

    /// <summary>A sentinel says some fifty kinds of things.</summary>
    public const int MostObservationSeries = HeardCounts.MostSentinels * 60;

    // The library sets memory aside for as many series as an instrument may have, whether it has them or not.
    private const int MostSeriesOfTheService = 600;
    private const int MostSeriesOfACluster = 60;
    private const int MostClustersWithMasters = 50;

    private readonly Meter meter = new(Name);

    public ServiceMetrics(
        IPipelineView pipeline,
        IPipelineMeasures measures,
        ISentinelWatchView watch,
        IDeliveryView delivery,
        CurrentDelivery current,
        JournalSampler journal,
        ClusterFigureBook clusters,
        StreamPlaces streams,
        TimeProvider time)
    {
        meter.CreateObservableGauge(
            "sentinelevents_build_info",
            () => new Measurement<int>(1, Labels.Of("version", typeof(ServiceMetrics).Assembly.GetName().Version!.ToString(3))),
            description: "1; the version is in its label.");
        meter.CreateObservableGauge(
            "sentinelevents_journal_up",
            () => pipeline.Status is { Running: true, CommitProblem: null } && journal.Last.Problem is null ? 1 : 0,
            description: "1 while the journal takes what is decided, and passes its regular test.");
        meter.CreateObservableGauge(
            "sentinelevents_journal_away_seconds",
            () => pipeline.Status.CommitProblemSince is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0,
            unit: "s",
            description: "For how long the journal has taken no commit.");
        meter.CreateObservableGauge("sentinelevents_streams_open", () => streams.Taken, description: "Who follows the events of /api/stream now.");
        SentinelMetrics.Add(meter, watch, measures, time);
        AgreementMetrics.Add(meter, clusters, measures);
        DeliveryMetrics.Add(meter, delivery, journal, current, time);
        ReportMetrics.Add(meter, journal, time);
    }

    /// <summary>Of each cluster, up to fifty, as many masters as are told apart; what is beyond comes together in one series.</summary>
    public static int MostMasterSeries(int clusters) => Math.Clamp(clusters, 1, MostClustersWithMasters) * ClusterFigures.MostMasters;

    /// <summary>Labels are sentinels told apart, destinations, reports and members of closed sets; of a cluster the most are kinds of events with their severities.</summary>
    public static int MostSeries(int clusters) => MostSeriesOfTheService + (clusters * MostSeriesOfACluster);

    public void Dispose() => meter.Dispose();
}
