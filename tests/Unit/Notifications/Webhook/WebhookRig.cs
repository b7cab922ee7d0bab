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

    private readonly ServiceProvider _services = new ServiceCollection().AddNotifications().BuildServiceProvider();
    private readonly ConcurrentQueue<Request> _requests = new();

    public override IDestination Destination => Hook;

    public IReadOnlyList<Request> Requests => [.. _requests];

    public override IReadOnlyList<string> Ids => [.. _requests.Select(request => request.Headers["webhook-id"])];

    public override int Reached => _requests.Count;

    public override IReadOnlyList<string> Secrets => [FirstSecret[6..], SecondSecret[6..], "s3cretpw", "t0ken", "hush"];

    private IDestination Hook { get; set; } = null!;

    private LoopbackServer Server { get; set; } = null!;

    public static async Task<WebhookRig> StartAsync(Func<HttpContext, Task> answer, bool there = true)
    {
        var rig = new WebhookRig();
        rig.Server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
                rig._requests.Enqueue(new Request(headers, await reader.ReadToEndAsync(context.RequestAborted)));
                await answer(context);
            },
            there);
        var options = new WebhookOptions
        {
            Kind = "Webhook",
            Url = $"http://user:s3cretpw@127.0.0.1:{rig.Server.Port}/hook/t0ken?key=hush",
            Secrets = [FirstSecret, SecondSecret],
        };
        rig.Hook = new WebhookDestination("hook", options, rig._services.GetRequiredService<IHttpClientFactory>(), rig.Time);
        return rig;
    }

    public override async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _services.DisposeAsync();
    }

    internal sealed record Request(IReadOnlyDictionary<string, string> Headers, string Body);
}
