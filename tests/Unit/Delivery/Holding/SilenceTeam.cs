using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>Workers with one journal, each with a book of silences of its own and a destination called mail. The clock is the test's.</summary>
internal sealed class SilenceTeam : IAsyncDisposable
{
    public const string Mail = "mail";

    private readonly SqliteFolder folder = new();
    private JournalHandle journal = null!;
    private int events;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Start => Time.Start;

    /// <summary>Kind of each event that was told, by whichever worker.</summary>
    public List<EventKind> Sent { get; } = [];

    public JournalHandle Journal => journal;

    public static async Task<SilenceTeam> StartAsync()
    {
        var team = new SilenceTeam();
        team.journal = await team.folder.OpenAsync(team.Time);
        return team;
    }

    public async Task<Member> JoinAsync(params IReadOnlyList<SilenceOptions> configured)
    {
        var current = new CurrentDelivery(
            new DeliverySettings(new Dictionary<string, DestinationOptions> { [Mail] = new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"] } }, null, configured),
            NotificationsRegistration.Kinds);
        var log = new CollectingLogger<SilenceBook>();
        var book = new SilenceBook(journal.Silences, journal.Deliveries, current, new Nobody(), Time, log);
        var loop = new DeliveryLoop(new Recorder(this), new NotificationDesk(() => current.Policy(Mail)!, journal.Deliveries), journal.Deliveries, Time, new Random(7), NullLogger.Instance);
        await book.LookAsync(TestContext.Current.CancellationToken);
        return new Member(book, current, loop, log);
    }

    public async Task AgreeAsync(string incident, SentinelEvent about)
    {
        var key = $"event {events++}";
        var told = about with { EventId = EventKey.ToId(key), IncidentId = EventKey.ToId(incident), Cluster = "local", OccurredAt = Time.GetUtcNow(), AgreedAt = Time.GetUtcNow() };
        await journal.Journal.CommitAsync(TestEvents.Batch(new RoutedEvent(new AgreedEvent(key, told), [Mail])), TestContext.Current.CancellationToken);
    }

    public async Task<string> DetailAsync() =>
        string.Join('|', (await journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Held), TestContext.Current.CancellationToken)).Select(listed => listed.Delivery.Detail));

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal sealed record Member(SilenceBook Book, CurrentDelivery Current, DeliveryLoop Loop, CollectingLogger<SilenceBook> Log)
    {
        public async Task TurnAsync()
        {
            while (await Loop.TurnAsync(TestContext.Current.CancellationToken, CancellationToken.None))
            {
            }
        }

        /// <summary>As it does by itself again and again.</summary>
        public Task LookAsync() => Book.LookAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Nobody : IDeliverySignal
    {
        public void Wake()
        {
        }
    }

    private sealed class Recorder(SilenceTeam team) : IDestination
    {
        public string Name => Mail;

        public Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
        {
            team.Sent.AddRange(notification.Events.Select(told => told.Kind));
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        }

        public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        public string Render(Notification notification, DateTimeOffset at) => "";
    }
}
