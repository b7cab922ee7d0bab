using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Notifications.Email;

public sealed class EmailTemplateTests
{
    private readonly EmailTemplates _templates = new();

    private MailTexts Render(SentinelEvent sentinelEvent) => _templates.Render(Notification.Of(sentinelEvent), KnownIncidents.None, sentinelEvent.AgreedAt);

    public static TheoryData<EventKind> Kinds => [.. Samples.Kinds];

    // The text of a report is no list of facts; its page and its text are compared where they are made.
    public static TheoryData<EventKind> KindsWithFacts => [.. Samples.Kinds.Where(kind => kind != EventKind.HealthReported)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Render_OfEveryKind_IsAsApproved(EventKind kind)
    {
        var texts = Render(Samples.Of(kind));
        Snapshot.Match($"Notifications/Golden/{kind}.txt", $"Subject: {texts.Subject}\n\n{texts.Text}");
    }

    [Fact]
    public void Render_Html_IsAsApproved() =>
        Snapshot.Match("Notifications/Golden/MasterSwitched.html", Render(Samples.Of(EventKind.MasterSwitched)).Html);

    [Theory]
    [MemberData(nameof(KindsWithFacts))]
    public void Render_OfEveryKind_HtmlHoldsEveryFactOfTheText(EventKind kind)
    {
        var sample = Samples.Of(kind);
        var texts = Render(sample);
        var html = System.Net.WebUtility.HtmlDecode(texts.Html);
        var facts = texts.Text.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal));
        Assert.All(facts, fact => Assert.Contains(fact.Split(": ", 2)[1].Trim(), html, StringComparison.Ordinal));
        Assert.All(sample.Evidence, evidence => Assert.Contains(evidence.Address, html, StringComparison.Ordinal));
        Assert.Contains(sample.IncidentId.ToString(), html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Render_OfEveryKind_SubjectIsOneShortLine(EventKind kind)
    {
        var subject = Render(Samples.Of(kind)).Subject;
        Assert.InRange(subject.Length, 20, 120);
        Assert.DoesNotContain('\n', subject);
    }

    [Fact]
    public void Render_HostileNames_AreEscapedAndStayOnOneLine()
    {
        var texts = Render(Samples.Of(EventKind.MasterDown) with { Master = "<script>alert(1)</script>\r\nBcc: x@example.org" });
        Assert.DoesNotContain("<script>", texts.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', texts.Subject);
        Assert.DoesNotContain('\r', texts.Subject);
    }
}
