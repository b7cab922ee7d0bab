using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    private readonly WebApplication _server;
    private readonly ServiceProvider _services;
    private readonly ConcurrentQueue<Request> _requests = new();

    private WebhookRig(WebApplication server, ServiceProvider services)
    {
        _server = server;
        _services = services;
    }

    public override IDestination Destination => Hook;

    public IReadOnlyList<Request> Requests => [.. _requests];

    public override IReadOnlyList<string> Ids => [.. _requests.Select(request => request.Headers["webhook-id"])];

    public override int Reached => _requests.Count;

    public override IReadOnlyList<string> Secrets => [FirstSecret[6..], SecondSecret[6..], "s3cretpw", "t0ken", "hush"];

    private IDestination Hook { get; set; } = null!;

    public static async Task<WebhookRig> StartAsync(Func<HttpContext, Task> answer, bool there = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var rig = new WebhookRig(server, new ServiceCollection().AddNotifications().BuildServiceProvider());
        server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
            rig._requests.Enqueue(new Request(headers, await reader.ReadToEndAsync(context.RequestAborted)));
            await answer(context);
        });
        await server.StartAsync();
        var port = new Uri(server.Urls.Single()).Port;
        if (!there)
        {
            await server.StopAsync();
        }

        var options = new WebhookOptions
        {
            Kind = "Webhook",
            Url = $"http://user:s3cretpw@127.0.0.1:{port}/hook/t0ken?key=hush",
            Secrets = [FirstSecret, SecondSecret],
        };
        rig.Hook = new WebhookDestination("hook", options, rig._services.GetRequiredService<IHttpClientFactory>(), rig.Time);
        return rig;
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        await _services.DisposeAsync();
    }

    internal sealed record Request(IReadOnlyDictionary<string, string> Headers, string Body);
}
