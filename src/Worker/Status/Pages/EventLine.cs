using SentinelEvents.Contracts;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>An event on a line.</summary>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Event">The event.</param>
/// <param name="Headline">What happened, in a few words.</param>
public sealed record EventLine(long Sequence, SentinelEvent Event, string Headline)
{
    public static EventLine Of(long sequence, SentinelEvent sentinelEvent) => new(sequence, sentinelEvent, EventWording.Of(sentinelEvent).FullHeadline);
}
