using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Status.Feed;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>
/// Server-sent events (HTML standard, section 9.2). The next event is asked for when the one before is on its way, so that a slow reader holds no more than the
/// server's buffer of one response; one that takes nothing for a while is cut off, and may go on where he was.
/// </summary>
internal sealed class EventStream(EventFeed feed, long after, Func<SentinelEvent, bool> fits, StreamPlace place) : IResult
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // How often it is looked whether a sign of life is due: events of others are none.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    // What a reader waits before he comes back; in ms.
    private static readonly byte[] Opening = "retry: 2000\n\n"u8.ToArray();

    private static readonly byte[] Alive = ": alive\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var taken = place;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, taken.Stopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-transform";
        // A proxy that gathers before it sends would keep events back.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(response, Opening, ended.Token);
            var sentAt = place.Time.GetTimestamp();
            await foreach (var fed in feed.FollowAsync(after, Look, ended.Token))
            {
                if (fed is not null && fits(fed.Event))
                {
                    await SendAsync(response, Written(fed), ended.Token);
                    sentAt = place.Time.GetTimestamp();
                }
                else if (place.Time.GetElapsedTime(sentAt) > Heartbeat - Look)
                {
                    await SendAsync(response, Alive, ended.Token);
                    sentAt = place.Time.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The reader has gone, or the service stops.
        }
        catch (Exception failure) when (failure is TimeoutException || JournalGate.IsAway(failure))
        {
            httpContext.Abort();
        }
    }

    /// <summary>JSON has no line breaks of its own, and kinds are our own words: nothing from outside can begin a line.</summary>
    internal static byte[] Written(FedEvent fed)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {fed.Sequence}\nevent: {fed.Event.Kind}\ndata: ")));
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
        {
            JsonSerializer.Serialize(json, fed.Event, fed.Event.GetType(), ApiJson.Options);
        }

        body.Write("\n\n"u8);
        return body.WrittenSpan.ToArray();
    }

    private async Task SendAsync(HttpResponse response, byte[] bytes, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, place.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            await response.Body.WriteAsync(bytes, either.Token);
            await response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The reader takes nothing.");
        }
    }
}
