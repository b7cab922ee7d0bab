using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

/// <summary>What every destination owes, for one format.</summary>
public abstract class FormatCompliance(string name) : DestinationCompliance
{
    private protected override IReadOnlyList<EventKind> Kinds => [.. Samples.Kinds.Where(kind => FormatCases.Write(name, Notification.Of(Samples.Of(kind))).Count > 0)];

    private protected override async Task<DestinationRig> StartAsync(Reply reply)
    {
        var rig = await WebhookRig.StartAsync(
            context => LoopbackServer.AnswerAsync(reply, context),
            FormatCases.All[name],
            there: reply != Reply.NotThere,
            counts: request => !request.Body.Contains("\"event_action\":\"acknowledge\"", StringComparison.Ordinal));

        // Whoever looks at the clock finds that the pace's turn has come.
        rig.Time.AutoAdvanceAmount = WebhookFormats.Of(FormatCases.All[name].Format).Pace;
        return rig;
    }
}

public sealed class BinaryCloudEventsComplianceTests() : FormatCompliance("CloudEventsBinary");

public sealed class SlackComplianceTests() : FormatCompliance("Slack");

public sealed class TeamsComplianceTests() : FormatCompliance("Teams");

public sealed class PagerDutyComplianceTests() : FormatCompliance("PagerDuty");

public sealed class AlertmanagerWebhookComplianceTests() : FormatCompliance("AlertmanagerWebhook");

public sealed class AlertmanagerComplianceTests() : FormatCompliance("Alertmanager");

public sealed class TemplateComplianceTests() : FormatCompliance("Template");
