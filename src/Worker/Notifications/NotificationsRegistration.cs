using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Heartbeat;
using SentinelEvents.Worker.Notifications.Script;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Worker.Notifications;

/// <summary>Registers the room.</summary>
public static class NotificationsRegistration
{
    /// <summary>The kinds of destination that this room brings.</summary>
    public static IReadOnlyList<DestinationKind> Kinds { get; } = [EmailDestination.Kind, WebhookDestination.Kind, HeartbeatDestination.Kind, ScriptDestination.Kind];

    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        foreach (var kind in Kinds)
        {
            services.AddSingleton(kind);
        }

        services.AddHttpClient(WebhookDestination.Client, client =>
            {
                // Each attempt bounds its own time.
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("SentinelEvents", typeof(NotificationsRegistration).Assembly.GetName().Version!.ToString(3)));
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = AddressGuard.ConnectAsync,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                MaxResponseDrainSize = 64 * 1024,
            })
            .RemoveAllLoggers(); // They write the whole URL, and with it the tokens in it.
        return services;
    }
}
