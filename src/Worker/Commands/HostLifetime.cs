using Microsoft.Extensions.Hosting.Internal;

namespace SentinelEvents.Worker.Commands;

/// <summary>Ctrl-C and SIGTERM stop the service; it has half a minute to end what it began.</summary>
internal static class HostLifetime
{
    public static IServiceCollection AddHostLifetime(this IServiceCollection services)
    {
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(30);
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
        });
        return services.AddSingleton<IHostLifetime, ConsoleLifetime>();
    }
}
