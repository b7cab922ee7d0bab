using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SentinelEvents.Worker.Events;

/// <summary>Where the service measures itself while it works. Costs next to nothing unless somebody listens, and knows nobody who does.</summary>
internal static class Telemetry
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "SentinelEvents";

    private static readonly Meter Meter = new(Name);

    /// <summary>Of spans, see <see cref="EventTrace"/>.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>From the first report to the agreement, of what was heard while it happened: some gossip takes milliseconds, a leader that reports last takes minutes.</summary>
    public static readonly Histogram<double> AgreementDuration = Seconds(
        "sentinelevents_agreement_duration_seconds",
        "From the first report of a sentinel to the agreement, of events that were not reconciled.",
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600);

    /// <summary>From the agreement to its place in the journal.</summary>
    public static readonly Histogram<double> CommitDelay = Seconds(
        "sentinelevents_commit_delay_seconds", "From the agreement on an event to its commit in the journal.", 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120);

    /// <summary>From the commit to the receiver's word that it has it.</summary>
    public static readonly Histogram<double> DeliveryDelay = Seconds(
        "sentinelevents_delivery_delay_seconds",
        "From the commit of an event to its delivery, by kind of destination; what a rule kept back is not in it.",
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800);

    /// <summary>One transaction of the loop that decides.</summary>
    public static readonly Histogram<double> JournalCommit = Seconds(
        "sentinelevents_journal_commit_duration_seconds", "How long the journal took to commit what the loop gave it.", 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10);

    private static Histogram<double> Seconds(string name, string description, params double[] bounds) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
