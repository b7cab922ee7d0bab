using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Notifications.Email;
using SentinelEvents.Unit.Notifications.Webhook.Formats;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookReadingTests
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Notification Story = new() { Events = [.. MailSamples.Failover] };

    [Theory]
    [InlineData("Slack")]
    [InlineData("Teams")]
    [InlineData("PagerDuty")]
    [InlineData("AlertmanagerWebhook")]
    public void Render_ForReadersInBerlin_IsAsApproved(string format) => Snapshot.Match($"Notifications/Golden/de-DE/{format}.txt", JsonNode.Parse(Body(format, Story))!.ToJsonString(Layout) + "\n");

    [Theory]
    [InlineData("Slack")]
    [InlineData("Teams")]
    public void Render_InAZone_SaysNoTimeInUtc(string format)
    {
        var body = Body(format, Story);
        Assert.Contains("04:12:04 +01:00", body, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfAPager_KeepsTheTimesThatProgramsRead()
    {
        var payload = JsonNode.Parse(Body("PagerDuty", Notification.Of(Samples.Of(EventKind.MasterDown))))!["payload"]!;
        Assert.Equal("2026-03-07T03:12:04.120Z", payload["timestamp"]!.GetValue<string>());
        Assert.Equal("07.03.2026 04:12:04,120 +01:00", payload["custom_details"]!["Occurred"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Alertmanager")]
    [InlineData("AlertmanagerWebhook")]
    public void Render_OfAnAlert_KeepsTheTimesThatProgramsRead(string format)
    {
        var (body, plain) = (JsonNode.Parse(Body(format, Story))!, JsonNode.Parse(FormatCases.Write(format, Story)[0].Body)!);
        var (alert, before) = (Alert(body), Alert(plain));
        Assert.Equal(before["startsAt"]!.ToJsonString(), alert["startsAt"]!.ToJsonString());
        Assert.Equal(before["labels"]!.ToJsonString(), alert["labels"]!.ToJsonString());
        Assert.Contains(" in 4,3 s", alert["annotations"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);

        static JsonNode Alert(JsonNode body) => (body as JsonArray ?? body["alerts"]!)[0]!;
    }

    [Fact]
    public void Render_OfATemplate_WritesAsItsReadersDo()
    {
        const string template = """{"text": {{ occurred | date: "%d. %B, %H:%M" | json }}, "at": {{ occurred | json }}, "took": {{ 1.5 | json }}, "event": {{ json }}}""";
        var body = JsonNode.Parse(Body(Options("Template") with { Template = template }, Notification.Of(Samples.Of(EventKind.MasterSwitched))))!;
        Assert.Equal(("07. März, 04:12", "2026-03-07T03:12:04.120Z", 1.5), (body["text"]!.GetValue<string>(), body["at"]!.GetValue<string>(), body["took"]!.GetValue<double>()));
        Assert.Equal("2026-03-07T03:12:04.12+00:00", body["event"]!["occurredAt"]!.GetValue<string>());
    }

    [Fact]
    public void Validate_NumberThatIsNoJsonWhereItIsRead_IsRefused()
    {
        // A comma in place of the point would be a second value.
        var options = FormatCases.All["Template"] with { Url = "https://example.org/hook", Template = """{"took": {{ 1.5 }}}""" };
        Assert.Empty(WebhookValidator.Validate(options));
        var (key, cure) = Assert.Single(WebhookValidator.Validate(options with { Locale = "de-DE" }));
        Assert.Equal("Template", key);
        Assert.Contains("filter json", cure, StringComparison.Ordinal);
    }

    private static string Body(string format, Notification notification) => Body(Options(format), notification);

    private static string Body(WebhookOptions options, Notification notification)
    {
        var rendered = new WebhookDestination("chat", options, null!, TimeProvider.System).Render(notification, notification.Latest.AgreedAt);
        return rendered[rendered.IndexOf("\n\n", StringComparison.Ordinal)..];
    }

    private static WebhookOptions Options(string format) => FormatCases.All[format] with { Url = "https://example.org/hook", TimeZone = "Europe/Berlin", Locale = "de-DE" };
}
