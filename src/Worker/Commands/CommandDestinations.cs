using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Worker.Commands;

/// <summary>Destinations made as the service makes them, for commands that look at them without it.</summary>
internal static class CommandDestinations
{
    public static ServiceProvider Services() => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddNotifications().BuildServiceProvider();

    public static DestinationKind KindOf(DestinationOptions options) => NotificationsRegistration.Kinds.Single(kind => kind.Name == options.Kind);

    public static IDestination Make(IServiceProvider services, string name, DestinationOptions options) => KindOf(options).Create(services, name, options);
}
