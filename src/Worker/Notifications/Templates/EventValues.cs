using Fluid;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>What the templates of webhooks see: the event in words and as JSON.</summary>
internal static class EventValues
{
    public static TemplateContext Of(SentinelEvent sentinelEvent, TemplateOptions sandbox)
    {
        var text = EventWording.Of(sentinelEvent);
        var context = TemplateSandbox.Context(sandbox);
        context.SetValue("kind", sentinelEvent.Kind.ToString());
        context.SetValue("severity", sentinelEvent.Severity.ToString());
        context.SetValue("step", IncidentSteps.Of(sentinelEvent).ToString());
        context.SetValue("cluster", sentinelEvent.Cluster);
        context.SetValue("master", sentinelEvent.Master ?? "");
        context.SetValue("where", text.Where);
        context.SetValue("headline", text.FullHeadline);
        context.SetValue("happened", text.Happened);
        context.SetValue("meaning", text.Meaning);
        context.SetValue("advice", text.Advice);
        context.SetValue("occurred", MachineTime.Of(sentinelEvent.OccurredAt));
        context.SetValue("agreed", MachineTime.Of(sentinelEvent.AgreedAt));
        context.SetValue("incident", sentinelEvent.IncidentId.ToString());
        context.SetValue("event", sentinelEvent.EventId.ToString());
        context.SetValue("facts", text.Facts.Select(fact => Row(("label", fact.Label), ("value", fact.Value))).ToArray());
        context.SetValue("evidence", sentinelEvent.Evidence.Select(evidence => Row(
            ("at", Words.Of(evidence.At)), ("address", evidence.Address), ("sentinel", evidence.Sentinel), ("via", Words.Of(evidence.Via)))).ToArray());
        context.SetValue("json", SmallBody.Of(sentinelEvent).ToJsonString(SentinelEventJson.Options));
        return context;
    }

    private static Dictionary<string, string> Row(params (string Key, string Value)[] cells) => cells.ToDictionary(cell => cell.Key, cell => cell.Value);
}
