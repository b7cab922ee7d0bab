using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Status.Feed;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Events as they come.</summary>
internal static class StreamEndpoint
{
    public const string LastEventId = "Last-Event-ID";

    public static void MapStream(this IEndpointRouteBuilder api) =>
        api.MapGet("/stream", (HttpContext context, EventFeed feed, StreamPlaces places, IJournalReader journal) => StreamAsync(context, feed, places, journal))
            .WithName("Stream").WithSummary("Events as they come")
            .WithDescription(
                "Server-sent events: id is the sequence number, event the kind, data the event. Whoever was cut off goes on with the header Last-Event-ID, without gap or repetition. "
                + "A comment comes when nothing else did for 15 seconds. Whoever does not read for 15 seconds is cut off.")
            .Produces<SentinelEvent>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest, "application/problem+json")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable, "application/problem+json")
            .Takes(ApiParameters.Cluster, ApiParameters.Master, ApiParameters.Kind, ApiParameters.StreamAfter);

    private static async Task<IResult> StreamAsync(HttpContext context, EventFeed feed, StreamPlaces places, IJournalReader journal)
    {
        var query = new ApiQuery(context);
        var (cluster, master, kind) = (query.Text(ApiParameters.Cluster), query.Text(ApiParameters.Master), query.Choice<EventKind>(ApiParameters.Kind));
        var header = context.Request.Headers[LastEventId].ToString();
        var name = header.Length > 0 ? LastEventId : ApiParameters.StreamAfter.Name;
        var after = query.Sequence(name, header.Length > 0 ? header : query.Text(ApiParameters.StreamAfter));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (feed.Now.Position is not { } position)
        {
            return ApiProblems.JournalAway("It has not been read yet. Ask again in a moment; /health/ready tells when.");
        }

        if (after > position)
        {
            try
            {
                // Another worker may be a moment ahead of this one. But whoever comes from another journal would wait for ever.
                var newest = await journal.ReadEventsAsync(new EventFilter(Newest: true, Limit: 1), context.RequestAborted);
                if (newest is not [var last] || last.Sequence < after)
                {
                    query.Refuse(name, FormattableString.Invariant($"This journal has come to {position} only: it is another one, or was replaced. Begin anew without it."));
                    return query.Problem!;
                }
            }
            catch (Exception failure) when (JournalGate.IsAway(failure) && !context.RequestAborted.IsCancellationRequested)
            {
                return ApiProblems.JournalAway("It does not answer. /health/ready tells when it does.");
            }
        }

        return places.TryTake() is { } place
            ? new EventStream(feed, after ?? position, Fits, place)
            : ApiProblems.TooManyStreams(StreamPlaces.Most);

        bool Fits(SentinelEvent told) => (cluster is null || told.Cluster == cluster) && (master is null || told.Master == master) && (kind is null || told.Kind == kind);
    }
}
