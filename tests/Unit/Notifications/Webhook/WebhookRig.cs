using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

/// <summary>A webhook and an HTTP server on loopback.</summary>
internal sealed class WebhookRig : DestinationRig
{
    public const string FirstSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string SecondSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    public const string RoutingKey = "R0123456789abcdefghijklmnopqrstu";

    private readonly ServiceProvider _services = new ServiceCollection().AddNotifications().BuildServiceProvider();
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly Func<Request, bool> _counts;

    private WebhookRig(Func<Request, bool> counts) => _counts = counts;

    public override IDestination Destination => Hook;

    public IReadOnlyList<Request> Requests => [.. _requests];

    public override IReadOnlyList<string> Ids => [.. _requests.Where(_counts).Select(request => request.Headers["webhook-id"])];

    public override int Reached => _requests.Count;

    public override IReadOnlyList<string> Secrets => [FirstSecret[6..], SecondSecret[6..], "s3cretpw", "t0ken", "hush", RoutingKey];

    private IDestination Hook { get; set; } = null!;

    private LoopbackServer Server { get; set; } = null!;

    public static Task<WebhookRig> StartAsync(Func<HttpContext, Task> answer, bool there = true) =>
        StartAsync(answer, new WebhookOptions { Kind = "Webhook", Secrets = [FirstSecret, SecondSecret] }, there);

    /// <param name="answer">What the server does.</param>
    /// <param name="options">The server's URL is put into them.</param>
    /// <param name="there">Whether the server is.</param>
    /// <param name="counts">Which requests are the first of a delivery; all unless given.</param>
    /// <param name="time">Another clock for the destination.</param>
    public static async Task<WebhookRig> StartAsync(
        Func<HttpContext, Task> answer, WebhookOptions options, bool there = true, Func<Request, bool>? counts = null, TimeProvider? time = null)
    {
        var rig = new WebhookRig(counts ?? (_ => true));
        rig.Server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
                rig._requests.Enqueue(new Request(headers, await reader.ReadToEndAsync(context.RequestAborted)));
                await answer(context);
            },
            there);
        var made = options with { Url = options.Url ?? $"http://user:s3cretpw@127.0.0.1:{rig.Server.Port}/hook/t0ken?key=hush" };
        rig.Hook = new WebhookDestination("hook", made, rig._services.GetRequiredService<IHttpClientFactory>(), time ?? rig.Time);
        return rig;
    }

    public override async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
    }

    internal sealed record Request(IReadOnlyDictionary<string, string> Headers, string Body);
}
