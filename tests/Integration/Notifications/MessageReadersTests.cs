using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Notifications.Webhook;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Integration.Notifications;

/// <summary>
/// Messages to Slack, Teams and PagerDuty, held against what these services publish: each is a constant of the type that their package gives (@slack/types,
/// @microsoft/teams.cards, @pagerduty/pdjs), and each card is read by the renderer (adaptivecards) without a complaint and whole.
/// </summary>
public sealed class MessageReadersTests
{
    private static readonly IReadOnlyList<WebhookOptions> Formats =
    [
        new() { Kind = "Webhook", Format = WebhookFormat.Slack },
        new() { Kind = "Webhook", Format = WebhookFormat.Teams },
        new() { Kind = "Webhook", Format = WebhookFormat.PagerDuty, RoutingKey = "R0123456789abcdefghijklmnopqrstu" },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_EveryKindGroupsAndLargeOnes_IsWhatTheServiceTakes()
    {
        await NodeReader.OrSkipAsync();
        var messages = Formats.SelectMany(options => Notifications(options.Format).SelectMany(told => Write(options, told.Name, told.Notification))).ToList();

        Assert.All(Formats, options => Assert.True(messages.Count(message => (string)message["format"]! == $"{options.Format}") > 15, $"too few for {options.Format}"));
        Assert.Equal([], await ProblemsAsync(messages));
    }

    [Fact]
    public async Task Write_Misspelt_IsFound()
    {
        await NodeReader.OrSkipAsync();
        (WebhookFormat Format, string Right, string Wrong, string Problem)[] mistakes =
        [
            (WebhookFormat.Slack, "\"header\"", "\"heading\"", "Type '\"heading\"' is not assignable"),
            (WebhookFormat.Slack, "\"blocks\":[{", "\"blocks\":[{\"colour\":\"red\",", "'\"colour\"' does not exist in type 'HeaderBlock'"),
            (WebhookFormat.Slack, "\"emoji\":false", "\"emoji\":\"no\"", "Type 'string' is not assignable"),
            (WebhookFormat.Teams, "\"RichTextBlock\"", "\"RichText\"", "Unknown element type \"RichText\""),
            (WebhookFormat.Teams, "\"Large\"", "\"Huge\"", "Invalid value \"Huge\" for property \"size\""),
            (WebhookFormat.Teams, "\"Large\"", "\"large\"", "Type '\"large\"' is not assignable"),
            (WebhookFormat.Teams, "\"inlines\":[{", "\"inlines\":[{\"bold\":true,", "/body/0/inlines/0/bold is not understood"),
            (WebhookFormat.PagerDuty, "\"critical\"", "\"fatal\"", "Type '\"fatal\"' is not assignable to type 'Severity'"),
            (WebhookFormat.PagerDuty, "\"payload\":{", "\"payload\":{\"details\":{},", "'\"details\"' does not exist"),
        ];
        var problems = await ProblemsAsync(mistakes.Index().Select(place =>
        {
            var (number, (format, right, wrong, _)) = place;
            var message = Write(Formats.Single(options => options.Format == format), $"mistake {number}", Notification.Of(Samples.Of(EventKind.MasterDown))).First();
            var text = message["body"]!.ToJsonString();
            Assert.Contains(right, text, StringComparison.Ordinal);
            message["body"] = JsonNode.Parse(text.Replace(right, wrong, StringComparison.Ordinal));
            return message;
        }));
        Assert.All(mistakes.Index(), place => Assert.Contains(
            problems,
            found => found.StartsWith($"{place.Item.Format} mistake {place.Index}: ", StringComparison.Ordinal) && found.Contains(place.Item.Problem, StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Name, Notification Notification)> Notifications(WebhookFormat format)
    {
        foreach (var kind in Samples.Kinds)
        {
            yield return ($"{kind}", Notification.Of(Samples.Of(kind)));
        }

        yield return ("hostile", Notification.Of(Samples.Of(EventKind.MasterDown) with { Master = "<!channel> *b* \"}'`</script>\u2028 & {{ x }}" }));
        yield return ("large", Notification.Of(BigSamples.Report(500)));
        if (WebhookFormats.Of(format).Groups)
        {
            yield return ("several", new Notification { Events = [.. Samples.Kinds.Where(kind => kind != EventKind.HealthReported).Select(Samples.Of)], Reminder = 2, Flaps = 3 });
        }
    }

    private static IEnumerable<JsonObject> Write(WebhookOptions options, string name, Notification notification) =>
        WebhookFormats.Of(options.Format).Prepare(options)(notification).Select(message => new JsonObject
        {
            ["name"] = $"{options.Format} {name}",
            ["format"] = $"{options.Format}",
            ["body"] = JsonNode.Parse(message.Body),
        });

    private static async Task<IReadOnlyList<string>> ProblemsAsync(IEnumerable<JsonObject> messages) =>
        [.. (await NodeReader.RunAsync("messages.mjs", new JsonArray([.. messages]), Cancellation)).Select(found => $"{found!["name"]}: {found["problem"]}")];
}
