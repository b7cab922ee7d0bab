using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

public sealed class TemplateFormatTests
{
    [Theory]
    [InlineData("{{ url }}{{ options.Url }}{{ Secrets }}{{ routingKey }}{{ configuration }}{{ environment }}{{ this }}{{ settings }}")]
    [InlineData("{{ facts.options }}{{ kind.GetType }}{{ event.Assembly }}{{ json.Length }}{{ facts.SyncRoot }}")]
    [InlineData("{% assign a = kind %}{{ a.GetType.Assembly.Location }}")]
    public void Write_TemplateThatAsksForMore_GetsNothing(string template) => Assert.Equal("", Write(template));

    [Theory]
    [InlineData("{% include '/etc/passwd' %}")]
    [InlineData("{% render '../../secret' %}")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}")]
    public void Write_TemplateThatReachesOut_IsUnfit(string template) => Assert.Throws<UnfitMessageException>(() => Write(template));

    [Theory]
    [InlineData("{{ headline", "Template")]
    [InlineData("{\"text\": \"{{ where }}\"}", "filter json")]
    public void Validate_TemplateThatCannotWork_SaysWhy(string template, string words)
    {
        var (key, cure) = Assert.Single(new TemplateFormat().Validate(new WebhookOptions { Kind = "Webhook", Format = WebhookFormat.Template, Template = template }));
        Assert.Equal("Template", key);
        Assert.Contains(words, cure, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Validate_TemplateOfTheDocumentation_Works()
    {
        const string fence = "```liquid\n";
        var page = Snapshot.Read("docs/notifications.md");
        var template = page[(page.IndexOf(fence, StringComparison.Ordinal) + fence.Length)..].Split("```")[0];
        Assert.Contains("json", template, StringComparison.Ordinal);
        Assert.Empty(new TemplateFormat().Validate(new WebhookOptions { Kind = "Webhook", Format = WebhookFormat.Template, Template = template }));
    }

    private static string Write(string template)
    {
        var options = new WebhookOptions { Kind = "Webhook", Format = WebhookFormat.Template, Template = template, ContentType = "text/plain", Secrets = [WebhookRig.FirstSecret], Url = "http://127.0.0.1/t0ken" };
        return new TemplateFormat().Prepare(options)(Notification.Of(Samples.Of(EventKind.MasterSwitched))).Single().Body;
    }
}
