using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Simulation;

/// <summary>
/// Everybody who could be told, through the service's own delivery loops, on a journal that is thrown away afterwards and in the time of the story. Nothing is
/// sent: what would be, is noted.
/// </summary>
internal sealed class Audience : IAsyncDisposable
{
    // Of any seed: nothing that is noted fails, and so nothing is tried again by chance.
    private const int Seed = 1;

    internal const string DirectoryPrefix = "sentinel-events-simulate-";

    /// <summary>Longer than any simulation: whoever left a directory of this age behind was killed.</summary>
    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromHours(1);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory(DirectoryPrefix);
    private readonly List<DeliveryLoop> _loops = [];
    private readonly List<Told> _told = [];
    private readonly StoryTime _time;
    private readonly CurrentDelivery _current;
    private readonly SqliteDatabase _database;
    private readonly SqliteJournal _journal;
    private readonly SqliteDeliveryStore _store;

    private Audience(DeliverySettings settings, IEnumerable<DestinationKind> kinds, DateTimeOffset start)
    {
        _time = new StoryTime(start);
        _current = new CurrentDelivery(settings, kinds);
        var options = new JournalOptions { ConnectionString = $"Data Source={Path.Combine(_directory.FullName, "story.db")}", Worker = "simulate" };
        _database = new SqliteDatabase(options.ConnectionString);
        _journal = new SqliteJournal(_database, SqliteSchema.Embedded, new SqliteWorkerName(options), _time, NullLogger<SqliteJournal>.Instance);
        _store = new SqliteDeliveryStore(_database);
        foreach (var name in settings.Destinations.Keys.Prepend(Router.Bus))
        {
            var desk = name == Router.Bus ? null : new NotificationDesk(() => _current.Policy(name) ?? HoldingPolicy.Plain(name), _store);
            _loops.Add(new DeliveryLoop(new Noting(name, this), desk, _store, _time, new Random(Seed), NullLogger.Instance) { IsSimulated = true });
        }
    }

    /// <summary>What was told so far, in its order.</summary>
    public IReadOnlyList<Told> Told => _told;

    /// <param name="settings">Who they are, and what holds for them.</param>
    /// <param name="kinds">The kinds of destination that there are.</param>
    /// <param name="start">When the story begins.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Audience> OpenAsync(DeliverySettings settings, IEnumerable<DestinationKind> kinds, DateTimeOffset start, CancellationToken cancellation)
    {
        RemoveLeftBehind();
        var audience = new Audience(settings, kinds, start);
        try
        {
            await audience._journal.OpenAsync(cancellation);
            return audience;
        }
        catch
        {
            await audience.DisposeAsync();
            throw;
        }
    }

    /// <summary>An event is agreed on.</summary>
    /// <returns>Where it goes.</returns>
    public async Task<RoutedEvent> TakeAsync(DateTimeOffset at, AgreedEvent agreed, CancellationToken cancellation)
    {
        await PassAsync(at, cancellation);
        _time.Put(at);
        var routed = _current.Routing.Route(agreed);
        await _journal.CommitAsync(new JournalBatch([], [routed], [], []), cancellation);
        await TurnAsync(cancellation);
        return routed;
    }

    /// <summary>Time passes; what waits for a time until then is looked at in its time.</summary>
    public async Task PassAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        while (await NextDueAsync(cancellation) is { } next && next <= until)
        {
            _time.Put(next);
            await TurnAsync(cancellation);
        }
    }

    /// <summary>What was kept back, and is still.</summary>
    public async Task<IReadOnlyList<ListedDelivery>> ReadHeldAsync(CancellationToken cancellation) =>
        await new SqliteJournalReader(_database).ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Held, Limit: int.MaxValue), cancellation);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        _journal.Dispose();
        _database.Dispose();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void RemoveLeftBehind()
    {
        foreach (var directory in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(DirectoryPrefix + "*"))
        {
            try
            {
                // The file system's times are of the machine's clock, whatever time a story has.
                if (TimeProvider.System.GetUtcNow() - directory.LastWriteTimeUtc > LeftBehindAfter)
                {
                    directory.Delete(recursive: true);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or removed by another meanwhile.
            }
        }
    }

    private async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        DateTimeOffset? next = null;
        foreach (var name in _current.Settings.Destinations.Keys)
        {
            next = await _store.NextDueAsync(name, cancellation) is { } due && !(next <= due) ? due : next;
        }

        return next;
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        foreach (var loop in _loops)
        {
            while (await loop.TurnAsync(cancellation, CancellationToken.None))
            {
            }
        }
    }

    private sealed class Noting(string name, Audience audience) : IDestination
    {
        public string Name => name;

        public Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
        {
            // Several are told at one time.
            lock (audience._told)
            {
                audience._told.Add(new Told(audience._time.GetUtcNow(), name, notification));
            }

            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        }

        public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        public string Render(Notification notification, DateTimeOffset at) => "";
    }
}
