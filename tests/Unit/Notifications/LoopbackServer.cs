using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SentinelEvents.Unit.Delivery;

namespace SentinelEvents.Unit.Notifications;

/// <summary>An HTTP server on loopback, for destinations that call one.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private LoopbackServer(WebApplication server) => this.server = server;

    public int Port { get; private set; }

    /// <param name="serve">Takes each request.</param>
    /// <param name="there">Otherwise its port is known, and nobody listens there.</param>
    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task> serve, bool there)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(context => serve(context));
        await server.StartAsync();
        var started = new LoopbackServer(server) { Port = new Uri(server.Urls.Single()).Port };
        if (!there)
        {
            await server.StopAsync();
        }

        return started;
    }

    /// <summary>What a server that is there does for the compliance tests.</summary>
    public static async Task AnswerAsync(Reply reply, HttpContext context)
    {
        switch (reply)
        {
            case Reply.FailsForNow:
                context.Response.StatusCode = 503;
                break;
            case Reply.Refuses:
                context.Response.StatusCode = 400;
                break;
            case Reply.RefusesCredentials:
                context.Response.StatusCode = 401;
                break;
            case Reply.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
    }
}
