using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Heartbeat;

namespace SentinelEvents.Unit.Notifications.Heartbeat;

/// <summary>A heartbeat and an HTTP server on loopback.</summary>
internal sealed class HeartbeatRig : DestinationRig
{
    private readonly ServiceProvider services = new ServiceCollection().AddNotifications().BuildServiceProvider();
    private readonly ConcurrentQueue<(string Call, string Id)> calls = new();

    public override IDestination Destination => Heart;

    /// <summary>Method, path and query of each call.</summary>
    public IReadOnlyList<string> Calls => [.. calls.Select(call => call.Call)];

    public override IReadOnlyList<string> Ids => [.. calls.Select(call => call.Id)];

    public override int Reached => calls.Count;

    public override IReadOnlyList<string> Secrets => ["s3cretpw", "t0ken", "hush"];

    public HeartbeatOptions Options { get; private set; } = null!;

    private IDestination Heart { get; set; } = null!;

    private LoopbackServer Server { get; set; } = null!;

    public static async Task<HeartbeatRig> StartAsync(Func<HttpContext, Task> answer, bool there = true, bool withFailUrl = true, TimeSpan? interval = null)
    {
        var rig = new HeartbeatRig();
        rig.Server = await LoopbackServer.StartAsync(
            async context =>
            {
                var request = context.Request;
                rig.calls.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", request.Headers["webhook-id"].ToString()));
                await answer(context);
            },
            there);
        rig.Options = new HeartbeatOptions
        {
            Kind = "Heartbeat",
            Url = $"http://user:s3cretpw@127.0.0.1:{rig.Server.Port}/t0ken?key=hush",
            FailUrl = withFailUrl ? $"http://127.0.0.1:{rig.Server.Port}/t0ken/fail" : null,
            Interval = interval,
        };
        rig.Heart = new HeartbeatDestination("alive", rig.Options, rig.services.GetRequiredService<IHttpClientFactory>(), rig.Time);
        return rig;
    }

    public override async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await services.DisposeAsync();
    }
}
