using System.Diagnostics.Metrics;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status;

/// <summary>
/// What can be told in numbers, read when somebody asks. Names and units follow Prometheus's conventions; labels are clusters, sentinels and
/// destinations, whose number the deployment bounds.
/// </summary>
internal sealed class ServiceMetrics : IDisposable
{
    public const string Name = "SentinelEvents";
    private readonly Meter meter = new(Name);

    public ServiceMetrics(IPipelineView pipeline, ISentinelWatchView watch, IDeliveryView delivery, TimeProvider time)
    {
        meter.CreateObservableGauge(
            "sentinelevents_journal_up", () => pipeline.Status is { Running: true, CommitProblem: null } ? 1 : 0, description: "1 while the journal takes what is decided.");
        meter.CreateObservableGauge(
            "sentinelevents_journal_away_seconds",
            () => pipeline.Status.CommitProblemSince is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0,
            description: "For how long the journal has taken no commit.");
        meter.CreateObservableCounter("sentinelevents_observations", () => pipeline.Status.Observations, description: "Observations taken from the sentinels.");
        meter.CreateObservableCounter("sentinelevents_events", () => pipeline.Status.Events, description: "Events agreed and kept by this worker.");
        meter.CreateObservableGauge(
            "sentinelevents_sentinel_watched",
            () => watch.Sentinels.Select(sentinel => new Measurement<int>(sentinel.State == SentinelWatchState.Watching ? 1 : 0, Labels(sentinel))),
            description: "1 while the sentinel is seen.");
        meter.CreateObservableCounter(
            "sentinelevents_observations_missed",
            () => watch.Sentinels.Select(sentinel => new Measurement<long>(sentinel.Missed, Labels(sentinel))),
            description: "Messages given up because the queue was full; a snapshot made up for them.");
        meter.CreateObservableCounter(
            "sentinelevents_messages_unrecognised",
            () => watch.Sentinels.Select(sentinel => new Measurement<long>(sentinel.Unrecognised, Labels(sentinel))),
            description: "Messages that could not be read.");
        meter.CreateObservableCounter(
            "sentinelevents_old_master_writable_seconds",
            () => watch.OldMastersWritable.Select(cluster => new Measurement<double>(cluster.Value.TotalSeconds, new KeyValuePair<string, object?>("cluster", cluster.Key))),
            description: "For how long demoted masters were seen to go on as second masters after their switch.");
        meter.CreateObservableCounter("sentinelevents_deliveries", () => delivery.Read().SelectMany(Deliveries), description: "Attempts to deliver, by outcome.");
        meter.CreateObservableGauge(
            "sentinelevents_destination_up",
            () => delivery.Read().Select(destination => new Measurement<int>(
                destination.Health is DestinationHealth.Failing or DestinationHealth.Disabled ? 0 : 1, new KeyValuePair<string, object?>("destination", destination.Name))),
            description: "0 while the destination's last attempt is to be repeated, or it is disabled.");
        meter.CreateObservableGauge(
            "sentinelevents_destination_disabled",
            () => delivery.Read().Select(destination => new Measurement<int>(
                destination.Health == DestinationHealth.Disabled ? 1 : 0, new KeyValuePair<string, object?>("destination", destination.Name))),
            description: "1 after the destination answered that it is gone for good, until this service starts anew or its configuration changes.");
    }

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?>[] Labels(SentinelWatchStatus sentinel) =>
        [new("cluster", sentinel.Cluster), new("sentinel", sentinel.Address.ToString())];

    private static IEnumerable<Measurement<long>> Deliveries(DestinationStatus destination)
    {
        Measurement<long> Of(long count, string outcome) => new(count, new("destination", destination.Name), new("outcome", outcome));
        return [Of(destination.Delivered, "delivered"), Of(destination.Retried, "retry"), Of(destination.Rejected, "rejected")];
    }
}
