using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>One destination, called mail, on a real journal and a clock that the test moves: what happens when, and what is sent when.</summary>
internal sealed class HoldingRig : IAsyncDisposable
{
    public const string Mail = "mail";

    private readonly SqliteFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero));
    private readonly List<string> sent = [];
    private readonly IReadOnlyList<RouteOptions>? routes;
    private JournalHandle journal = null!;
    private DeliveryLoop loop = null!;
    private int events;

    private HoldingRig(IReadOnlyList<RouteOptions>? routes) => this.routes = routes;

    /// <summary>When, since the beginning, and what: the kind and master of each event, in brackets where several were told at once.</summary>
    public IReadOnlyList<string> Sent => sent;

    public List<Notification> Notifications { get; } = [];

    /// <summary>Answers for the attempts to come; without one everything is delivered.</summary>
    public Func<Notification, DeliveryOutcome> Answer { get; set; } = _ => new DeliveryOutcome.Delivered();

    public DateTimeOffset Start => time.Start;

    public static async Task<HoldingRig> StartAsync(
        IReadOnlyList<RouteOptions>? routes = null, IReadOnlyList<SilenceOptions>? silences = null, bool forPeople = true, bool groups = true)
    {
        var rig = new HoldingRig(routes);
        rig.journal = await rig.folder.OpenAsync(rig.time);
        var policy = new HoldingPolicy(Mail, forPeople, groups, routes, new Silences(silences ?? []));
        var desk = new NotificationDesk(() => policy, rig.journal.Deliveries);
        rig.loop = new DeliveryLoop(new Recorder(rig), desk, rig.journal.Deliveries, rig.time, new Random(7), new CollectingLogger<DeliveryLoop>());
        return rig;
    }

    public static RouteOptions Route(Func<RouteOptions, RouteOptions>? with = null) => (with ?? (route => route))(new RouteOptions { To = [Mail] });

    /// <summary>Lets time pass to so many seconds after the start, and then something is agreed.</summary>
    /// <param name="seconds">When.</param>
    /// <param name="incident">Which.</param>
    /// <param name="make">The event.</param>
    public async Task AtAsync(double seconds, string incident, Func<SentinelEvent> make)
    {
        await UntilAsync(seconds);
        await CommitAsync(incident, make);
        await TurnAsync();
    }

    /// <summary>The same while the loop is held up: what is due meanwhile it finds together, at a time.</summary>
    public async Task HeldUpAsync(double seconds, string incident, Func<SentinelEvent> make, double until)
    {
        time.SetUtcNow(Start + TimeSpan.FromSeconds(seconds));
        await CommitAsync(incident, make);
        time.SetUtcNow(Start + TimeSpan.FromSeconds(until));
        await TurnAsync();
    }

    private async Task CommitAsync(string incident, Func<SentinelEvent> make)
    {
        var key = $"event {events++}";
        var told = make() with { EventId = EventKey.ToId(key), IncidentId = EventKey.ToId(incident), Cluster = "local", OccurredAt = time.GetUtcNow(), AgreedAt = time.GetUtcNow() };
        var routed = Router.Route(told, routes, [Mail]);
        await journal.Journal.CommitAsync(
            TestEvents.Batch(new RoutedEvent(new AgreedEvent(key, told), routed) { WhereTold = [.. Router.WhereTold(told, routes, [Mail]).Except(routed)] }),
            TestContext.Current.CancellationToken);
    }

    /// <summary>Lets time pass, and everything that is due be done at its time.</summary>
    public async Task UntilAsync(double seconds)
    {
        var until = Start + TimeSpan.FromSeconds(seconds);
        while (await journal.Deliveries.NextDueAsync(Mail, TestContext.Current.CancellationToken) is { } next && next <= until)
        {
            time.SetUtcNow(next > time.GetUtcNow() ? next : time.GetUtcNow());
            await TurnAsync();
        }

        time.SetUtcNow(until);
    }

    /// <summary>What the journal says of the deliveries that were not told: kind and reason.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync() =>
    [
        .. (await journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Held, Mail), TestContext.Current.CancellationToken))
            .Select(listed => $"{listed.Kind} {listed.Delivery.Reason}{(listed.Delivery.NotBefore is null ? "" : " for now")}"),
    ];

    public async Task<IReadOnlyList<ListedDelivery>> ReadAsync() => await journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(null, Mail), TestContext.Current.CancellationToken);

    public async Task RedeliverAsync(int number)
    {
        Assert.Equal(RequeueResult.Requeued, await journal.Deliveries.RequeueAsync(EventKey.ToId($"event {number}"), Mail, time.GetUtcNow(), null, TestContext.Current.CancellationToken));
        await TurnAsync();
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TurnAsync()
    {
        while (await loop.TurnAsync(TestContext.Current.CancellationToken, CancellationToken.None))
        {
        }
    }

    private sealed class Recorder(HoldingRig rig) : IDestination
    {
        public string Name => Mail;

        public Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
        {
            var outcome = rig.Answer(notification);
            if (outcome is DeliveryOutcome.Delivered)
            {
                var events = string.Join(", ", notification.Events.Select(told => $"{told.Kind} {told.Master}"));
                rig.Notifications.Add(notification);
                rig.sent.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(rig.time.GetUtcNow() - rig.Start).TotalSeconds:0.#} s {(notification.Events.Count == 1 ? events : $"[{events}]")}{(notification.Reminder > 0 ? $" reminder {notification.Reminder}" : "")}{(notification.Flaps > 0 ? $" after {notification.Flaps} flaps" : "")}"));
            }

            return Task.FromResult(outcome);
        }

        public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        public string Render(Notification notification, DateTimeOffset at) => "";
    }
}
