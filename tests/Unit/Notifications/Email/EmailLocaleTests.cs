using System.Net;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Notifications.Email;

public sealed partial class EmailLocaleTests
{
    public static TheoryData<EventKind> Kinds => [.. Samples.Kinds];

    [Theory]
    [InlineData("de-DE", "Europe/Berlin")]
    [InlineData("ar-EG", "Africa/Cairo")]
    public void Render_OfAStory_IsAsApproved(string locale, string zone)
    {
        var texts = In(locale, zone, () => new EmailTemplates().Render(
            new Notification { Events = [.. MailSamples.Failover.Take(3)] }, MailSamples.Known(MailSamples.FailoverOnRecord), MailSamples.Start));
        Snapshot.Match($"Notifications/Golden/{locale}/Story.txt", $"Subject: {texts.Subject}\n\n{texts.Text}\n{texts.Pictures[0].Alt}\n");
        Snapshot.Match($"Notifications/Golden/{locale}/Story.html", texts.Html);
    }

    [Fact]
    public void Render_OfAReport_IsAsApproved()
    {
        var report = ReportSamples.Five();
        var texts = In("de-DE", "Europe/Berlin", () => new EmailTemplates().Render(Notification.Of(report), KnownIncidents.None, report.AgreedAt));
        Snapshot.Match("Notifications/Golden/de-DE/HealthReported.txt", $"Subject: {texts.Subject}\n\n{texts.Text}\n{string.Join('\n', texts.Pictures.Select(picture => picture.Alt))}\n");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Render_OfEveryKind_SaysNothingInAnotherForm(EventKind kind)
    {
        var notification = Notification.Of(Samples.Of(kind));
        var plain = new EmailTemplates().Render(notification, KnownIncidents.None, notification.Latest.AgreedAt);
        var texts = In("fr", "Europe/Paris", () => new EmailTemplates().Render(notification, KnownIncidents.None, notification.Latest.AgreedAt));
        var all = $"{texts.Subject}\n{texts.Text}\n{WebUtility.HtmlDecode(texts.Html)}\n{string.Join('\n', texts.Pictures.Select(picture => picture.Alt))}";
        Assert.DoesNotContain("2026-03-", all, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d\.\d+ (s|%)", all);
        Assert.DoesNotContain("UTC", all, StringComparison.Ordinal);

        // Words, names and addresses are as they were.
        Assert.Equal(Words(plain.Text), Words(texts.Text));
    }

    [Fact]
    public void Pictures_InALocale_AreOthersAndTheSameEachTime()
    {
        var timeline = IncidentTimeline.Of(MailSamples.Failover)!;
        byte[] Drawn(string locale) => In(locale, "UTC", () => TimelinePicture.Light(timeline).Png.ToArray());
        var drawn = Drawn("de-DE");
        Assert.Equal(drawn, Drawn("de-DE"));
        Assert.NotEqual(TimelinePicture.Light(timeline).Png.ToArray(), drawn);
        var report = ReportSamples.Five();
        Assert.NotEqual(TrendPlots.Of(report).First().Png.ToArray(), In("de-DE", "UTC", () => TrendPlots.Of(report).First()).Png.ToArray());
    }

    [Theory]
    [InlineData("en-US", "8:05 PM")]
    [InlineData("el", "8:05 μ.μ.")]
    [InlineData("ko", "20:05")] // 오후: letters that the font of the pictures lacks.
    [InlineData("ar-EG", "20:05")] // م: from right to left, and the numbers after it with it.
    public void Clock_InTheEvening_IsThatOfTheDayWhereItsHalvesWouldNotFitEnglish(string locale, string clock)
    {
        var evening = new DateTimeOffset(2026, 3, 7, 20, 5, 0, TimeSpan.Zero);
        Assert.Equal((clock, "20:05"), In(locale, "UTC", () => (ReadableTime.Minute(evening), ReadableTime.Tick(evening))));
    }

    [Theory]
    [InlineData("de-DE", "Europe/Berlin", "{{ occurred | date: '%A, %d. %B %Y %H:%M' }}", "Samstag, 07. März 2026 04:12")]
    [InlineData("fr", "Europe/Paris", "{{ agreed | date: '%a %e %b, %x %X' }}", "sam.  7 mars, 07/03/2026 04:12")]
    [InlineData("en-US", "America/New_York", "{{ occurred | date: '%x %X %z' }}", "3/6/2026 10:12 PM -0500")]
    [InlineData("ja", "Asia/Tokyo", "{{ occurred | format_date: 'D' }}", "2026年3月7日土曜日")]
    [InlineData("ru", "UTC", "{{ occurred | format_date: 'd MMMM' }}", "7 марта")]
    [InlineData("ar-EG", "Africa/Cairo", "{{ occurred | date: '%A %d %B %X' }}", "السبت 07 مارس 5:12 ص")]
    [InlineData("de-DE", "UTC", "{{ 1234567.5 | format_number: 'N1' }}; {{ 3 | divided_by: 2.0 }}; {{ 1.5 | json }}", "1.234.567,5; 1,5; 1.5")]
    [InlineData("de-DE", "Europe/Berlin", "{{ occurred }}", "2026-03-07T03:12:04.120Z")]
    [InlineData("de-DE", "Europe/Berlin", "{{ '2026-03-07T20:00:00+05:00' | date: '%d.%m. %H:%M' }}", "07.03. 16:00")]
    [InlineData("de-DE", "Europe/Berlin", "{{ '2026-03-07T20:00:00' | date: '%H:%M %Z' }}", "20:00 +01:00")]
    [InlineData(null, "UTC", "{{ occurred | date: '%A %x %X %Z' }}; {{ 1234567.5 | format_number: 'N1' }}", "Saturday 03/07/2026 03:12 +00:00; 1,234,567.5")]
    public void Template_OfTheOperator_WritesAsItsReadersDo(string? locale, string zone, string template, string expected)
    {
        var told = Notification.Of(Samples.Of(EventKind.MasterSwitched));
        var own = new Dictionary<string, string> { ["text"] = template };
        Assert.Equal(expected, In(locale, zone, () => new EmailTemplates(own).Render(told, KnownIncidents.None, told.Latest.AgreedAt)).Text);
    }

    [Fact]
    public void Documentation_OfTemplates_SaysWhatTheyBecome()
    {
        var told = Notification.Of(Samples.Of(EventKind.MasterSwitched));
        var rows = TemplateRow().Matches(Snapshot.Read("docs/templates.md")).ToList();
        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Groups["becomes"].Value, In("de-DE", "Europe/Berlin", () => new EmailTemplates(
            new Dictionary<string, string> { ["text"] = row.Groups["template"].Value.Replace("\\|", "|", StringComparison.Ordinal) }).Render(told, KnownIncidents.None, told.Latest.AgreedAt)).Text));
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("`de-DE`", "de-DE")]
    [InlineData("`en-US`", "en-US")]
    public void Documentation_OfLocales_SaysWhatIsWritten(string name, string? locale)
    {
        var row = Snapshot.Read("docs/notifications.md").Split('\n').Single(line => line.StartsWith($"| {name} | `", StringComparison.Ordinal));
        var written = In(locale, "Europe/Berlin", () =>
            $"| {name} | `{ReadableTime.Precise(MailSamples.Start)}` | `after {ReadableTime.Of(TimeSpan.FromSeconds(2.2))}`, `{ReportWords.Count(1234, "master")}`, `{ReportWords.Share(0.99951)}` |");
        Assert.Equal(row, written.Replace('\u00a0', ' '));
    }

    private static T In<T>(string? locale, string zone, Func<T> write) =>
        new Reading(TimeZoneInfo.FindSystemTimeZoneById(zone), locale is null ? Locale.Iso : KnownLocales.Find(locale)!).Write(write);

    /// <summary>What is no time and no amount.</summary>
    private static IEnumerable<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Where(word => !word.Any(char.IsAsciiDigit) && word is not ("UTC" or "UTC," or "UTC." or "Europe/Paris."));

    [GeneratedRegex(@"^\| `(?<template>\{\{.*?\}\})` \| `(?<becomes>[^`]*)`", RegexOptions.Multiline)]
    private static partial Regex TemplateRow();
}
