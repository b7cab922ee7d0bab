using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Worker.Notifications.Heartbeat;

/// <summary>What is wrong with <see cref="HeartbeatOptions"/> beyond the form of each value.</summary>
public static class HeartbeatValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination) => destination is HeartbeatOptions options
        ?
        [
            .. WebhookValidator.Url(options.Url, options.UrlFile, options.AllowAddresses),
            .. options.FailUrl is { } fail ? WebhookValidator.Address("FailUrl", fail, options.AllowAddresses) : [],
            .. WebhookValidator.Networks(options.AllowAddresses),
        ]
        : [];
}
