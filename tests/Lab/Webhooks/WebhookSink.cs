using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace SentinelEvents.Lab;

/// <summary>An HTTP server on loopback that records every request and answers as it is told.</summary>
public sealed class WebhookSink : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> requests = [];
    private readonly ConcurrentQueue<SinkAnswer> nextAnswers = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly TimeProvider time = TimeProvider.System;
    private readonly WebApplication application;
    private Func<RecordedRequest, SinkAnswer> answer = _ => SinkAnswer.Accepted;

    private WebhookSink(int port)
    {
        Port = port;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "webhook-sink" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        // Hanging answers must not hold up the end of a test.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        application = builder.Build();
        application.Run(HandleAsync);
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/hook");

    /// <summary>All requests so far, in the order in which they were complete.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>How many requests so far.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return requests.Count;
            }
        }
    }

    public static Task<WebhookSink> StartAsync(CancellationToken cancellation = default) => StartAsync(FreePorts.Take(), cancellation);

    /// <summary>On a port that refused connections until now.</summary>
    public static async Task<WebhookSink> StartAsync(int port, CancellationToken cancellation = default)
    {
        var sink = new WebhookSink(port);
        await sink.application.StartAsync(cancellation).ConfigureAwait(false);
        return sink;
    }

    /// <summary>Answers every further request this way.</summary>
    public void AnswerWith(Func<RecordedRequest, SinkAnswer> behaviour) => Volatile.Write(ref answer, behaviour);

    /// <summary>Answers the next requests with these, then as before.</summary>
    public void AnswerNextWith(params IReadOnlyList<SinkAnswer> answers)
    {
        foreach (var next in answers)
        {
            nextAnswers.Enqueue(next);
        }
    }

    /// <summary>Waits until so many requests came that satisfy the condition.</summary>
    public async Task<IReadOnlyList<RecordedRequest>> WaitForRequestsAsync(
        int count, TimeSpan deadline, Func<RecordedRequest, bool>? condition = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<RecordedRequest> found = [];
        await Eventually.BecomesAsync(
            $"{count} webhook requests",
            () => (found = [.. Requests.Where(condition ?? (_ => true))]).Count >= count ? null : $"{found.Count} of them, {Requests.Count} in all",
            deadline,
            () => string.Join(Environment.NewLine, Requests.TakeLast(10).Select(request => $"{request.At:HH:mm:ss.fff} {request.Text}")),
            cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        RecordedRequest request;
        lock (gate)
        {
            request = new RecordedRequest(
                requests.Count + 1,
                time.GetTimestamp(),
                time.GetUtcNow(),
                context.Request.Method,
                context.Request.GetEncodedPathAndQuery(),
                headers,
                body.ToArray());
            requests.Add(request);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            var given = nextAnswers.TryDequeue(out var next) ? next : Volatile.Read(ref answer)(request);
            await AnswerAsync(context, given, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, SinkAnswer given, CancellationToken cancellation)
    {
        switch (given)
        {
            case SinkAnswer.Status status:
                context.Response.StatusCode = status.Code;
                foreach (var (name, value) in status.Headers ?? new Dictionary<string, string>())
                {
                    context.Response.Headers[name] = value;
                }

                await context.Response.WriteAsync(status.Body, cancellation).ConfigureAwait(false);
                break;
            case SinkAnswer.Delayed delayed:
                await Task.Delay(delayed.Delay, time, cancellation).ConfigureAwait(false);
                await AnswerAsync(context, delayed.Then, cancellation).ConfigureAwait(false);
                break;
            case SinkAnswer.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation).ConfigureAwait(false);
                break;
            case SinkAnswer.Garbage:
                // Below HTTP, where Kestrel does not add a status line.
                var transport = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport;
                await transport.Output.WriteAsync("this is not HTTP\r\n\r\n"u8.ToArray(), cancellation).ConfigureAwait(false);

                // Closed at once, the connection would be reset before the client has read it.
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation).ConfigureAwait(false);
                break;
            case SinkAnswer.Redirect redirect:
                context.Response.StatusCode = redirect.Code;
                context.Response.Headers.Location = redirect.Location;
                break;
            default:
                throw new InvalidOperationException($"Unknown answer {given}.");
        }
    }
}
