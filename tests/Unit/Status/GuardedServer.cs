using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Unit.Status;

/// <summary>The guard as the service has it, on a real server on a free port, before endpoints that only say that they were reached.</summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    public const string Key = "correct-horse-battery-staple";

    private readonly WebApplication app;

    private GuardedServer(WebApplication app, FakeTimeProvider time, CollectingLoggerProvider log)
    {
        (this.app, Time, Log) = (app, time, log);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }

    public Uri Address { get; }

    public FakeTimeProvider Time { get; }

    public CollectingLoggerProvider Log { get; }

    /// <param name="key">The configured key; null: none.</param>
    /// <param name="everywhere">Whether it listens on every address of this machine, rather than on loopback.</param>
    /// <param name="remote">What the server is made to believe of where its requests come from; null: where they do.</param>
    /// <param name="map">Further endpoints.</param>
    /// <param name="services">Further services.</param>
    public static async Task<GuardedServer> StartAsync(
        string? key = Key, bool everywhere = false, IPAddress? remote = null, Action<WebApplication>? map = null, Action<IServiceCollection>? services = null)
    {
        var url = everywhere ? "http://0.0.0.0:0" : "http://127.0.0.1:0";
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero));
        var log = new CollectingLoggerProvider();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddRouting();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddGuard(new HttpOptions { Url = url, ApiKey = key });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (remote is not null)
        {
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                context.Connection.RemoteIpAddress = remote;
                return next(context);
            });
        }

        app.UseGuard();
        app.MapGet("/read", context => context.Response.WriteAsync("read"));
        app.MapPost("/write", context => context.Response.WriteAsync("written"));
        app.MapGet("/health/ready", context => context.Response.WriteAsync(Caller.Of(context).SeesDetails ? "details" : "a word"));
        app.MapGet("/form", context => context.Response.WriteAsync(context.RequestServices.GetRequiredService<FormTokens>().Issue(context)!));
        app.MapPost("/echo", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await context.Response.WriteAsync("read all");
        });
        app.MapGet("/defect", _ => throw new InvalidOperationException("a defect with a detail"));
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GuardedServer(app, time, log);
    }

    /// <summary>An address of this machine that is not loopback; null where it has none.</summary>
    public static IPAddress? OwnAddress() => Dns.GetHostAddresses(Dns.GetHostName())
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? with = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        with?.Invoke(request);
        using var own = client is null ? new HttpClient(new SocketsHttpHandler { UseCookies = false }) : null;
        return await (client ?? own!).SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Action<HttpRequestMessage> Header(string name, string value) => request => Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);

    public static Action<HttpRequestMessage> Bearer(string key) => request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public static Action<HttpRequestMessage> Basic(string key, string user = "ada") =>
        request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{key}")));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
