using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookValidatorTests
{
    private static readonly WebhookOptions Good = new() { Kind = "Webhook", Url = "https://example.org/hook" };

    public static TheoryData<WebhookOptions, string, string> Mistakes => new()
    {
        { Good with { Url = null }, "Url", "UrlFile" },
        { Good with { Url = "/hook" }, "Url", "http://" },
        { Good with { Url = "http://169.254.169.254/" }, "Url", "AllowAddresses" },
        { Good with { Url = "http://example\u2028.org/" }, "Url", "http://" },
        { Good with { AllowAddresses = ["metadata"] }, "AllowAddresses:0", "IP address" },
        { Good with { Format = WebhookFormat.Slack, Mode = WebhookMode.Binary }, "Mode", "CloudEvents" },
        { Good with { Format = WebhookFormat.Slack, Secrets = [WebhookRig.FirstSecret] }, "Secrets", "CloudEvents, AlertmanagerWebhook, Template" },
        { Good with { RoutingKey = WebhookRig.RoutingKey }, "RoutingKey", "PagerDuty" },
        { Good with { Format = WebhookFormat.Teams, Template = "x" }, "Template", "Template" },
        { Good with { Format = WebhookFormat.PagerDuty }, "RoutingKey", "RoutingKeyFile" },
        { Good with { Format = WebhookFormat.PagerDuty, RoutingKey = "short" }, "RoutingKey", "32" },
        { Good with { Format = WebhookFormat.Template }, "Template", "TemplateFile" },
        { Good with { Format = WebhookFormat.Template, Template = "x", ContentType = "text" }, "ContentType", "text/plain" },
        { Good with { Format = WebhookFormat.Alertmanager }, "Url", "/api/v2/alerts" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_WhatCannotWork_NamesKeyAndCure(WebhookOptions options, string key, string words)
    {
        var (named, cure) = Assert.Single(WebhookValidator.Validate(options));
        Assert.Equal(key, named);
        Assert.Contains(words, cure, StringComparison.Ordinal);
        Assert.DoesNotContain(WebhookRig.RoutingKey, cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WhatWorks_SaysNothing()
    {
        Assert.Empty(WebhookValidator.Validate(Good with { Mode = WebhookMode.Binary, Secrets = [WebhookRig.FirstSecret] }));
        Assert.Empty(WebhookValidator.Validate(Good with { Format = WebhookFormat.PagerDuty, Url = null, RoutingKey = WebhookRig.RoutingKey }));
        Assert.Empty(WebhookValidator.Validate(Good with { Format = WebhookFormat.Alertmanager, Url = "http://127.0.0.1:9093/prefix/api/v2/alerts" }));
        Assert.Empty(WebhookValidator.Validate(Good with { Url = "http://169.254.7.9/", AllowAddresses = ["169.254.7.0/24"] }));
    }

    [Fact]
    public void ToString_OfOptions_HoldsNoSecret() =>
        Assert.DoesNotContain(WebhookRig.RoutingKey, (Good with { RoutingKey = WebhookRig.RoutingKey }).ToString(), StringComparison.Ordinal);
}
