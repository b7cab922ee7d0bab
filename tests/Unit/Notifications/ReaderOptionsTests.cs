using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Notifications.Webhook.Formats;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications;

public sealed class ReaderOptionsTests
{
    private static readonly EmailOptions Mail = new() { Kind = "Email", From = "a@example.org", To = ["b@example.org"] };

    /// <summary>Every way of telling people something.</summary>
    public static TheoryData<string> Kinds => ["Email", .. FormatCases.All.Where(format => format.Value.Format != WebhookFormat.CloudEvents).Select(format => format.Key)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Validate_NamesThatNobodyKnows_AreRefusedWithKeyAndCure(string kind)
    {
        var options = Of(kind) with { TimeZone = "Europe/Zurik", Locale = "en-UK" };
        var mistakes = Validate(options).ToDictionary();
        Assert.Equal(["Locale", "TimeZone"], mistakes.Keys.Order());
        Assert.Contains("Europe/Berlin", mistakes["TimeZone"], StringComparison.Ordinal);
        Assert.Contains("en-GB", mistakes["Locale"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Validate_NamesThatAreKnown_SayNothing(string kind) => Assert.Empty(Validate(Of(kind) with { TimeZone = "Europe/Zurich", Locale = "de-CH" }));

    [Theory]
    [InlineData("CloudEvents")]
    [InlineData("CloudEventsBinary")]
    public void Validate_WhereOnlyProgramsRead_RefusesThem(string format)
    {
        var options = FormatCases.All[format] with { Url = "https://example.org/hook", TimeZone = "Europe/Berlin", Locale = "de-DE" };
        Assert.Equal(["TimeZone", "Locale"], WebhookValidator.Validate(options).Select(mistake => mistake.Key));
        Assert.All(WebhookValidator.Validate(options), mistake => Assert.Contains("Slack, Teams, PagerDuty", mistake.Cure, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Options_ThatDifferInHowPeopleRead_AreToldApartByAReload(string kind)
    {
        // As DeliveryService does it: whoever spells otherwise is made anew.
        var spelled = new[] { Of(kind), Of(kind) with { TimeZone = "Europe/Berlin" }, Of(kind) with { Locale = "de-DE" } }.Select(options => JsonSerializer.Serialize(options, options.GetType()));
        Assert.Distinct(spelled);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Render_ForManyReadersAtOnce_NeverMixes(string kind)
    {
        var told = new Notification { Events = [Samples.Of(EventKind.MasterDown), Samples.Of(EventKind.MasterSwitched), Samples.Of(EventKind.FailoverCompleted)] };
        (string Zone, string? Locale)[] readers = [("UTC", null), ("Europe/Berlin", "de-DE"), ("America/New_York", "en-US"), ("Asia/Tokyo", "ja"), ("Africa/Cairo", "ar-EG")];
        var destinations = readers.Select(reader => Make(kind, Of(kind) with { TimeZone = reader.Zone, Locale = reader.Locale })).ToList();
        try
        {
            var alone = destinations.Select(destination => destination.Render(told, told.Latest.AgreedAt)).ToList();
            Assert.NotEqual(alone[0], alone[1]);
            await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, (number, _) =>
            {
                Assert.Equal(alone[number % alone.Count], destinations[number % alone.Count].Render(told, told.Latest.AgreedAt));
                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            destinations.ForEach(destination => (destination as IDisposable)?.Dispose());
        }
    }

    private static ReaderOptions Of(string kind) => kind switch
    {
        "Email" => Mail,
        "Alertmanager" => FormatCases.All[kind] with { Url = "http://127.0.0.1:9093/api/v2/alerts" },
        _ => FormatCases.All[kind] with { Url = "https://example.org/hook" },
    };

    private static IDestination Make(string kind, ReaderOptions options) => options is EmailOptions mail
        ? new EmailDestination(kind, mail, new EmailTemplates(), TimeProvider.System)
        : new WebhookDestination(kind, (WebhookOptions)options, null!, TimeProvider.System);

    private static IEnumerable<(string Key, string Cure)> Validate(ReaderOptions options) => options is EmailOptions ? EmailValidator.Validate(options) : WebhookValidator.Validate(options);
}
