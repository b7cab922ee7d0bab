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
using SentinelEvents.Worker.Notifications.Heartbeat;

namespace SentinelEvents.Unit.Notifications.Heartbeat;

/// <summary>A heartbeat and an HTTP server on loopback.</summary>
internal sealed class HeartbeatRig : DestinationRig
{
    private readonly WebApplication server;
    private readonly ServiceProvider services;
    private readonly ConcurrentQueue<(string Call, string Id)> calls = new();

    private HeartbeatRig(WebApplication server, ServiceProvider services)
    {
        this.server = server;
        this.services = services;
    }

    public override IDestination Destination => Heart;

    /// <summary>Method, path and query of each call.</summary>
    public IReadOnlyList<string> Calls => [.. calls.Select(call => call.Call)];

    public override IReadOnlyList<string> Ids => [.. calls.Select(call => call.Id)];

    public override int Reached => calls.Count;

    public override IReadOnlyList<string> Secrets => ["s3cretpw", "t0ken", "hush"];

    public HeartbeatOptions Options { get; private set; } = null!;

    private IDestination Heart { get; set; } = null!;

    public static async Task<HeartbeatRig> StartAsync(Func<HttpContext, Task> answer, bool there = true, bool withFailUrl = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var rig = new HeartbeatRig(server, new ServiceCollection().AddNotifications().BuildServiceProvider());
        server.Run(async context =>
        {
            var request = context.Request;
            rig.calls.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", request.Headers["webhook-id"].ToString()));
            await answer(context);
        });
        await server.StartAsync();
        var port = new Uri(server.Urls.Single()).Port;
        if (!there)
        {
            await server.StopAsync();
        }

        rig.Options = new HeartbeatOptions
        {
            Kind = "Heartbeat",
            Url = $"http://user:s3cretpw@127.0.0.1:{port}/t0ken?key=hush",
            FailUrl = withFailUrl ? $"http://127.0.0.1:{port}/t0ken/fail" : null,
        };
        rig.Heart = new HeartbeatDestination("alive", rig.Options, rig.services.GetRequiredService<IHttpClientFactory>(), rig.Time);
        return rig;
    }

    public override async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        await services.DisposeAsync();
    }
}
