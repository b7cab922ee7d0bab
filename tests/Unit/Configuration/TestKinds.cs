using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Heartbeat;
using SentinelEvents.Worker.Notifications.Script;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Configuration;

/// <summary>The kinds of destination as far as reading the configuration is concerned.</summary>
internal static class TestKinds
{
    public static IReadOnlyList<DestinationKind> All { get; } =
    [
        new("Email", typeof(EmailOptions), EmailValidator.Validate, Create),
        new("Webhook", typeof(WebhookOptions), WebhookValidator.Validate, Create),
        new("Heartbeat", typeof(HeartbeatOptions), HeartbeatValidator.Validate, Create),
        new("Script", typeof(ScriptOptions), ScriptValidator.Validate, Create),
    ];

    private static IDestination Create(IServiceProvider services, string name, DestinationOptions options) =>
        throw new InvalidOperationException("Reading the configuration makes no destinations.");
}
