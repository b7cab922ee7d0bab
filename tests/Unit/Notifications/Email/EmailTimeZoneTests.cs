using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Notifications.Email;

public sealed class EmailTimeZoneTests
{
    private static readonly EmailOptions Options = new() { Kind = "Email", From = "a@example.org", To = ["b@example.org"], TimeZone = "Europe/Zurich" };

    public static TheoryData<EventKind> Kinds => [.. Samples.Kinds];

    [Fact]
    public async Task Render_InAZone_WritesItsClockAndOffsetAndNoOtherMailDoes()
    {
        var switched = Notification.Of(Samples.Of(EventKind.MasterSwitched));
        await using var there = new EmailDestination("there", Options, new EmailTemplates(), TimeProvider.System);
        await using var plain = new EmailDestination("plain", Options with { TimeZone = "UTC" }, new EmailTemplates(), TimeProvider.System);
        var before = plain.Render(switched, switched.Latest.AgreedAt);

        Assert.Contains("Occurred: 2026-03-07 04:12:04.120 +01:00", there.Render(switched, switched.Latest.AgreedAt), StringComparison.Ordinal);
        Assert.Contains("Occurred: 2026-03-07 03:12:04.120 UTC", before, StringComparison.Ordinal);
        Assert.Equal(before, plain.Render(switched, switched.Latest.AgreedAt));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Render_OfEveryKind_SaysNoTimeInUtc(EventKind kind)
    {
        var notification = Notification.Of(Samples.Of(kind));
        var texts = new Reading(TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich"), Locale.Iso).Write(() => new EmailTemplates().Render(notification, KnownIncidents.None, notification.Latest.AgreedAt));
        Assert.DoesNotContain("UTC", texts.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", texts.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("03:12:0", texts.Text + texts.Html, StringComparison.Ordinal);
        Assert.Contains("All times are Europe/Zurich.", texts.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ZoneThatNobodyKnows_SaysWhatToGive() =>
        Assert.Equal("TimeZone", Assert.Single(EmailValidator.Validate(Options with { TimeZone = "Europe/Zurik" })).Key);
}
