using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Templates;

public sealed partial class OwnTemplateTests
{
    private static readonly Notification Switched = Notification.Of(Samples.Of(EventKind.MasterSwitched));

    public static TheoryData<string> TextsOfMail => [.. EmailTemplates.Names];

    [Fact]
    public void Samples_AreOfEveryKind() => Assert.All(SampleEvents.Kinds, kind => Assert.Equal(kind, SampleEvents.Of(kind).Kind));

    [Theory]
    [MemberData(nameof(TextsOfMail))]
    public void Try_OfTheProductsOwnTemplate_FindsNothing(string text) =>
        Assert.Empty(EmailTemplates.Try(One(text, File.ReadAllText(RepositoryFiles.PathOf($"src/Worker/Notifications/Email/Templates/{text}.liquid")))));

    [Fact]
    public void Mail_WithAnOwnSubject_KeepsTheOtherTexts()
    {
        var own = Mail(One("subject", "{{ severity | upcase }}\n{{ where }}"));
        var plain = Mail(One());
        Assert.Equal("CRITICAL local/mymaster", own.Subject);
        Assert.Equal((plain.Text, plain.Html), (own.Text, own.Html));
    }

    [Fact]
    public void Mail_OwnHtml_EscapesNames()
    {
        var mail = Notification.Of(Samples.Of(EventKind.MasterDown) with { Master = "<script>" });
        Assert.Equal("<p>local/&lt;script&gt;</p>", new EmailTemplates(One("html", "<p>{{ where }}</p>")).Render(mail, KnownIncidents.None, mail.Latest.AgreedAt).Html);
    }

    [Theory]
    [InlineData("{% assign headline = 'gone' %}")]
    [InlineData("{% include 'file' %}")]
    [InlineData("{% for i in (1..1000000) %}{{ i }}{% endfor %}")]
    [InlineData("{{ occurred | format_date: 'D', 'fr' }}")]
    [InlineData("{{ ")]
    public void Mail_TemplateThatFailsOnARealEvent_IsSentInTheProductsWords(string template)
    {
        var (plain, own) = (Mail(One()), Mail(One("subject", template)));
        Assert.Equal((plain.Subject, plain.Text, plain.Html), (own.Subject, own.Text, own.Html));
    }

    [Theory]
    [InlineData(WebhookFormat.Slack)]
    [InlineData(WebhookFormat.Teams)]
    [InlineData(WebhookFormat.PagerDuty)]
    [InlineData(WebhookFormat.Alertmanager)]
    [InlineData(WebhookFormat.AlertmanagerWebhook)]
    public void Webhook_WithOwnWords_SaysThemInsteadOfItsOwn(WebhookFormat format)
    {
        var plain = Body(format, One());
        var own = Body(format, new Dictionary<string, string> { ["headline"] = "Oh dear: {{ master }}", ["body"] = "Call {{ cluster }}." });
        Assert.Contains("master switched", plain, StringComparison.Ordinal);
        Assert.Contains("Oh dear: mymaster", own, StringComparison.Ordinal);
        Assert.Contains("Call local.", own, StringComparison.Ordinal);
        Assert.DoesNotContain("failed, and", own, StringComparison.Ordinal);
        Assert.Equal(plain, Body(format, new Dictionary<string, string> { ["headline"] = "{{ nothing }}", ["body"] = "{% include 'x' %}" }));
    }

    [Fact]
    public void Documentation_NamesNothingThatTemplatesCannotUse()
    {
        var parts = File.ReadAllText(RepositoryFiles.PathOf("docs/templates.md")).Split("\n## ");
        Assert.Equal(3, parts.Length);
        Assert.Empty(EmailTemplates.Try(One("text", All(parts[1]))));
        Assert.Empty(OwnWords.Try(One("body", All(parts[2]))));
        Assert.Empty(EmailTemplates.Try(One("subject", Example().Match(parts[0]).Groups[1].Value)));
        Assert.Empty(EmailTemplates.Try(One("text", Example().Match(parts[1]).Groups[1].Value)));
        Assert.Empty(OwnWords.Try(One("body", Example().Match(parts[2]).Groups[1].Value)));

        static string All(string part)
        {
            var names = Variable().Matches(part).Select(match => match.Groups[1].Value).ToList();
            Assert.InRange(names.Count, 10, int.MaxValue);
            return string.Concat(names.Select(name => $"{{{{ {name} }}}}"));
        }
    }

    private static Dictionary<string, string> One() => [];

    private static Dictionary<string, string> One(string name, string template) => new() { [name] = template };

    private static MailTexts Mail(Dictionary<string, string> templates) => new EmailTemplates(templates).Render(Switched, KnownIncidents.None, Switched.Latest.AgreedAt);

    private static string Body(WebhookFormat format, Dictionary<string, string> templates)
    {
        var options = new WebhookOptions { Kind = "Webhook", Format = format, Url = "http://127.0.0.1/", RoutingKey = "k", Templates = templates };
        return WebhookFormats.Of(format).Prepare(options)(Switched)[0].Body;
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"```liquid\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
