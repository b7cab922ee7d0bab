using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Worker.Notifications.Heartbeat;

/// <summary>What is wrong with <see cref="HeartbeatOptions"/> beyond the form of each value.</summary>
public static class HeartbeatValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination) => destination is HeartbeatOptions options
        ?
        [
            .. options.Url is { } url ? WebhookValidator.Address("Url", url, options.AllowAddresses)
                : options.UrlFile is null ? [("Url", WebhookValidator.MissingAddressCure)] : Array.Empty<(string, string)>(),
            .. options.FailUrl is { } fail ? WebhookValidator.Address("FailUrl", fail, options.AllowAddresses) : [],
            .. WebhookValidator.Networks(options.AllowAddresses),
        ]
        : [];
}
