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

    [Theory]
    [InlineData("Story")]
    [InlineData("Group")]
    [InlineData("Reminder")]
    [InlineData("Flaps")]
    public void Render_OfANotification_IsAsApproved(string name)
    {
        var texts = Render(name);
        Snapshot.Match($"Notifications/Golden/{name}.txt", $"Subject: {texts.Subject}\n\n{texts.Text}");
        Snapshot.Match($"Notifications/Golden/{name}.html", texts.Html);
    }

    [Theory]
    [InlineData("Story")]
    [InlineData("Group")]
    public void Render_Twice_GivesTheSameBytes(string name)
    {
        var (one, other) = (Render(name), Render(name));
        Assert.Equal(one.Html, other.Html);
        Assert.Equal(one.Pictures.Select(picture => Convert.ToHexString(picture.Png.Span)), other.Pictures.Select(picture => Convert.ToHexString(picture.Png.Span)));
    }

    [Fact]
    public void Render_OfWhatCameBeforeLaterEvents_IsAsItWasThen()
    {
        var then = MailSamples.Known([.. MailSamples.FailoverOnRecord.Take(3)]);
        var switched = Notification.Of(MailSamples.Failover[2]);
        Assert.Equal(_templates.Render(switched, then, MailSamples.Start).Html, _templates.Render(switched, MailSamples.Known(MailSamples.FailoverOnRecord), MailSamples.Start).Html);
    }

    [Fact]
    public void Render_AStory_ShowsItsPictureByDayAndByNightWithTheSameFactsInWords()
    {
        var texts = Render("Story");
        Assert.Equal(2, texts.Pictures.Count);
        Assert.All(texts.Pictures, picture => Assert.Contains($"cid:{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(picture.ContentId)}", texts.Html, StringComparison.Ordinal));
        var lines = texts.Text.Split('\n').SkipWhile(line => line != "Timeline").Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Trim()).ToList();
        Assert.Contains("Sentinel 10.0.0.11:26379 (leader): suspected at 0.00 s, elected at 0.96 s, switched at 4.29 s", lines);
        Assert.All(lines, line => Assert.Contains(line, texts.Pictures[0].Alt, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_SeveralOfOneIncidentWithoutARecord_AreTheStory()
    {
        var texts = _templates.Render(new Notification { Events = [.. MailSamples.Failover.Take(3)] }, KnownIncidents.None, MailSamples.Start);
        Assert.Equal("[CRITICAL] local/mymaster: master switched 10.0.0.1:6379 → 10.0.0.2:6379 after 2.2 s", texts.Subject);
        Assert.Contains("What happened so far", texts.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ALargeGroupOfHostileNames_IsBoundedAndEscaped()
    {
        var events = MailSamples.Host(500, 3, number => new string('"', 200) + "<b>→" + number);
        var texts = _templates.Render(new Notification { Events = events }, KnownIncidents.None, MailSamples.Start);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(texts.Html), 30_000, 102 * 1024);
        Assert.DoesNotContain("<b>→", texts.Html, StringComparison.Ordinal);
        Assert.Contains(" more", texts.Text, StringComparison.Ordinal);
        Assert.InRange(texts.Subject.Length, 20, 120);
    }

    private MailTexts Render(string name) => name switch
    {
        "Story" => _templates.Render(new Notification { Events = [.. MailSamples.Failover.Take(3)] }, MailSamples.Known(MailSamples.FailoverOnRecord), MailSamples.Start),
        "Group" => _templates.Render(new Notification { Events = MailSamples.Host(60, 2) }, KnownIncidents.None, MailSamples.Start),
        "Reminder" => _templates.Render(Notification.Of(MailSamples.Failover[0]) with { Reminder = 2 }, KnownIncidents.None, MailSamples.Start.AddHours(4.1)),
        "Flaps" => _templates.Render(MailSamples.Flaps.Told, MailSamples.Flaps.Known, MailSamples.Start),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
