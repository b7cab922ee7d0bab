using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Tests;

/// <summary>One well-formed event of every kind, always the same: for snapshots, golden files and transports. The report among them has more to say than the product's own sample.</summary>
public static class Samples
{
    public static IEnumerable<EventKind> Kinds => SampleEvents.Kinds;

    public static SentinelEvent Of(EventKind kind) => kind == EventKind.HealthReported
        ? ReportSamples.Five() with { EventId = SampleEvents.Id(kind), IncidentId = SampleEvents.Incident }
        : SampleEvents.Of(kind);
}
