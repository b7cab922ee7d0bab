using System.Diagnostics;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>
/// The trace that an event belongs to, made of its ids alone: an event is agreed, kept and delivered by different processes at different times, and all of them,
/// and whoever is told, must come to the same trace without asking each other (docs/decisions/0013).
/// </summary>
internal static class EventTrace
{
    /// <summary>The W3C header that carries it.</summary>
    public const string Header = "traceparent";

    private const int SpanIdBytes = 8;

    /// <summary>Trace: the incident's id, so that a failover from suspicion to completion is one trace. Parent of all spans of the event: the second half of its id.</summary>
    public static ActivityContext ContextOf(SentinelEvent of)
    {
        // The reports of a name share their thread for years; each is a trace of its own.
        var trace = of.Kind == EventKind.HealthReported || of.IncidentId == Guid.Empty ? of.EventId : of.IncidentId;
        var (traceBytes, spanBytes) = (NotZero(trace).ToByteArray(bigEndian: true), NotZero(of.EventId).ToByteArray(bigEndian: true));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(traceBytes),
            ActivitySpanId.CreateFromBytes(spanBytes.AsSpan(SpanIdBytes)),
            ActivityTraceFlags.Recorded,
            isRemote: true);
    }

    /// <summary>What a receiver is given to go on from: the span of the delivery where one is recorded, else the event's own place.</summary>
    public static string ParentOf(SentinelEvent of)
    {
        var context = ContextOf(of);
        var span = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.TraceId == context.TraceId ? current.SpanId : context.SpanId;
        return $"00-{context.TraceId}-{span}-01";
    }

    // Zeros are no trace to W3C.
    private static Guid NotZero(Guid id) => id == Guid.Empty ? EventKey.ToId("trace") : id;
}
