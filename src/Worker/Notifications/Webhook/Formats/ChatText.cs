using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>A notification in words for a chat, short enough for every chat there is.</summary>
/// <param name="Title">Severity, place and headline.</param>
/// <param name="Said">What happened and what it means, one paragraph each.</param>
/// <param name="Advice">What to do; empty where there is nothing to say.</param>
/// <param name="Steps">Where it is about several events: each in a line, the oldest first.</param>
/// <param name="Facts">Of the latest event.</param>
/// <param name="Footer">What finds it again.</param>
internal sealed record ChatText(string Title, IReadOnlyList<string> Said, string Advice, IReadOnlyList<string> Steps, IReadOnlyList<Fact> Facts, string Footer)
{
    private const int LongestTitle = 150;
    private const int LongestParagraph = 600;
    private const int LongestFact = 200;
    private const int MostSteps = 20;
    private const int MostFacts = 12;

    /// <param name="notification">What is told.</param>
    /// <param name="words">The operator's own words, where there are any.</param>
    public static ChatText Of(Notification notification, OwnWords words)
    {
        var latest = notification.Latest;
        var text = EventWording.Of(latest);
        var body = words.Body(latest);
        return new ChatText(
            ReportWords.Clip($"{Sign(notification.Severity)} {words.Headline(latest) ?? $"{text.Where}: {text.FullHeadline}"}", LongestTitle),
            [.. new[] { Again(notification), body ?? text.Happened, body is null ? text.Meaning : "" }.Where(said => said.Length > 0).Select(said => ReportWords.Clip(said, LongestParagraph))],
            body is null ? ReportWords.Clip(text.Advice, LongestParagraph) : "",
            [.. Told(notification.Events)],
            [.. text.Facts.Take(MostFacts).Select(fact => new Fact(fact.Label, ReportWords.Clip(fact.Value, LongestFact)))],
            $"{latest.Kind}, incident {notification.Thread}");
    }

    /// <summary>Without what can be looked up.</summary>
    public ChatText Brief() => this with { Facts = [], Steps = [] };

    private static string Again(Notification notification) => string.Join(' ', new[]
    {
        notification.Reminder > 0 ? $"Reminder {ReportWords.Number(notification.Reminder)}: this is still open." : "",
        notification.Flaps > 0 ? $"It went down and up again {ReportWords.Number(notification.Flaps)} times since the last message." : "",
    }.Where(said => said.Length > 0));

    private static IEnumerable<string> Told(IReadOnlyList<SentinelEvent> events)
    {
        if (events.Count == 1)
        {
            return [];
        }

        var left = events.Count - MostSteps;
        return
        [
            .. left > 0 ? [$"{ReportWords.Number(left)} events before these"] : Array.Empty<string>(),
            .. events.TakeLast(MostSteps).Select(Step),
        ];
    }

    private static string Step(SentinelEvent sentinelEvent)
    {
        var text = EventWording.Of(sentinelEvent);
        return ReportWords.Clip($"{ReadableTime.ClockWithOffset(sentinelEvent.OccurredAt)}  {text.Where}: {text.FullHeadline}", LongestFact);
    }

    private static string Sign(Severity severity) => severity switch
    {
        Severity.Critical => "🔴 CRITICAL",
        Severity.Warning => "🟠 WARNING",
        _ => "🟢 INFO",
    };
}
