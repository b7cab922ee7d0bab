using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Unit.Notifications.Email;
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

    [Fact]
    public async Task Change_OfHowPeopleReadWhileTheServiceRuns_IsInForceForTheNextMail()
    {
        using var folder = new MailFolder();
        var time = new FakeTimeProvider(MailSamples.Start);
        var store = new MemoryDeliveryStore();
        var current = new CurrentDelivery(With(Mail with { PickupDirectory = folder.Path }), NotificationsRegistration.Kinds);
        await using var service = new DeliveryService(
            [], current, (name, options) => new EmailDestination(name, (EmailOptions)options, new EmailTemplates(), time), store, time, new CollectingLogger<DeliveryService>());
        await service.StartAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Occurred: 2026-03-07 03:12:04.120 UTC", await TellAsync(EventKind.MasterDown), StringComparison.Ordinal);

        await service.ChangeAsync(With(Mail with { PickupDirectory = folder.Path, TimeZone = "Europe/Berlin" }), TestContext.Current.CancellationToken);
        Assert.Contains("Occurred: 2026-03-07 04:12:04.120 +01:00", await TellAsync(EventKind.FailoverStarted), StringComparison.Ordinal);

        await service.ChangeAsync(With(Mail with { PickupDirectory = folder.Path, TimeZone = "Europe/Berlin", Locale = "de-DE" }), TestContext.Current.CancellationToken);
        Assert.Contains("Occurred: 07.03.2026 04:12:04,120 +01:00", await TellAsync(EventKind.MasterSwitched), StringComparison.Ordinal);
        await service.StopAsync(new CancellationToken(canceled: true));

        static DeliverySettings With(EmailOptions mail) => new(new Dictionary<string, DestinationOptions> { ["mail"] = mail }, null, []);

        async Task<string> TellAsync(EventKind kind)
        {
            var before = folder.Count;
            store.Add("mail", Samples.Of(kind), time.GetUtcNow());
            await Until.TrueAsync(() => folder.Count > before, () => $"{folder.Count} mails", service.Wake);
            return folder.Newest();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Render_ForManyReadersAtOnce_NeverMixes(string kind)
    {
        var told = new Notification { Events = [Samples.Of(EventKind.MasterDown), Samples.Of(EventKind.MasterRecovered)] };
        (string Zone, string? Locale)[] readers = [("UTC", null), ("Europe/Berlin", "de-DE"), ("America/New_York", "en-US"), ("Asia/Tokyo", "ja"), ("Africa/Cairo", "ar-EG")];
        var destinations = readers.Select(reader => Make(kind, Of(kind) with { TimeZone = reader.Zone, Locale = reader.Locale })).ToList();
        try
        {
            var alone = destinations.Select(destination => destination.Render(told, told.Latest.AgreedAt)).ToList();
            Assert.NotEqual(alone[0], alone[1]);
            await Parallel.ForAsync(0, 100, TestContext.Current.CancellationToken, (number, _) =>
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

    /// <summary>A pickup directory, as a program finds it that watches it.</summary>
    private sealed class MailFolder : IDisposable
    {
        private readonly HashSet<string> _read = [];

        public string Path { get; } = Directory.CreateTempSubdirectory("sentinel-events-").FullName;

        public int Count => Directory.GetFiles(Path, "*.eml").Length;

        /// <summary>The plain text of the mail that was not there before.</summary>
        public string Newest() => MimeMessage.Load(Assert.Single(Directory.GetFiles(Path, "*.eml"), _read.Add)).TextBody!;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
