using System.Diagnostics;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>The spans of an event: who said so, the agreement, the commit, each attempt to deliver. None is made unless somebody listens.</summary>
internal static class EventSpans
{
    public const string Observation = "observation";
    public const string Agreement = "agreement";
    public const string Commit = "commit";
    public const string Delivery = "delivery";

    // Some hundred sentinels may stand behind an event; a trace is read by people.
    private const int MostObservations = 16;

    /// <summary>Tells afterwards how the event came to be.</summary>
    /// <param name="of">The event.</param>
    /// <param name="committedAt">When the journal had it.</param>
    public static void Tell(SentinelEvent of, DateTimeOffset committedAt)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return;
        }

        // What happens to run here is no part of the event's story.
        var around = Activity.Current;
        Activity.Current = null;
        try
        {
            using (var agreement = Start(Agreement, ActivityKind.Internal, EventTrace.ContextOf(of), of, of.OccurredAt))
            {
                foreach (var said in of.Evidence.OrderBy(said => said.At).Take(MostObservations))
                {
                    using var observation = Telemetry.Source.StartActivity(Observation, ActivityKind.Internal, agreement?.Context ?? EventTrace.ContextOf(of), startTime: said.At);
                    observation?.SetTag("sentinelevents.sentinel", VisibleText.Of(said.Address)).SetTag("sentinelevents.via", said.Via.ToString());
                    End(observation, said.At, of.AgreedAt);
                }

                End(agreement, of.OccurredAt, of.AgreedAt);
            }

            using var commit = Start(Commit, ActivityKind.Internal, EventTrace.ContextOf(of), of, of.AgreedAt);
            End(commit, of.AgreedAt, committedAt);
        }
        finally
        {
            Activity.Current = around;
        }
    }

    /// <summary>Begins the span of an attempt; what is sent within it carries it on.</summary>
    /// <param name="of">The event; of several that are told at once the last.</param>
    /// <param name="others">The others.</param>
    /// <param name="destination">To which.</param>
    public static Activity? StartDelivery(SentinelEvent of, IEnumerable<SentinelEvent> others, string destination)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return null;
        }

        var links = others.Where(other => other.EventId != of.EventId).Select(other => new ActivityLink(EventTrace.ContextOf(other)));
        var activity = Telemetry.Source.StartActivity(Delivery, ActivityKind.Producer, EventTrace.ContextOf(of), links: links);
        return Describe(activity, of)?.SetTag("sentinelevents.destination", destination);
    }

    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent, SentinelEvent of, DateTimeOffset at) =>
        Describe(Telemetry.Source.StartActivity(name, kind, parent, startTime: at), of);

    private static Activity? Describe(Activity? activity, SentinelEvent of) => activity?
        .SetTag("sentinelevents.kind", of.Kind.ToString())
        .SetTag("sentinelevents.severity", of.Severity.ToString())
        .SetTag("sentinelevents.cluster", of.Cluster)
        .SetTag("sentinelevents.master", of.Master is { } master ? VisibleText.Of(master) : null)
        .SetTag("sentinelevents.epoch", of.Epoch)
        .SetTag("sentinelevents.event_id", of.EventId.ToString())
        .SetTag("sentinelevents.incident_id", of.IncidentId.ToString());

    // A span without length would be given the present as its end.
    private static void End(Activity? activity, DateTimeOffset from, DateTimeOffset to) => activity?.SetEndTime((to > from ? to : from + TimeSpan.FromMicroseconds(1)).UtcDateTime);
}
