using System.Globalization;
using System.Text.Json;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>
/// The silences of the journal beside those of the configuration: keeps and ends them, and has this worker's decisions go by what all workers asked for.
/// </summary>
/// <remarks>
/// Whoever notices that a silence ended before its time lets what silences keep back be decided anew. Every worker does, for another may have kept something
/// back in the seconds in which it did not know yet.
/// </remarks>
internal sealed partial class SilenceBook(
    ISilenceStore store, IDeliveryStore deliveries, CurrentDelivery current, IDeliverySignal signal, TimeProvider time, ILogger<SilenceBook> logger)
    : BackgroundService, ISilenceRegister
{
    /// <summary>Not over, at one time.</summary>
    public const int Most = 1000;

    /// <summary>Shown at most; those that were over first are left out.</summary>
    public const int MostShown = 2 * Most;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _revision;
    private HashSet<Guid> _ended = [];
    private bool _fails;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first delivery is decided.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ListedSilence>> ListAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var kept = await store.ReadAsync(DateTimeOffset.MinValue, MostShown, cancellation);
        return [.. Configured(now), .. kept.Select(one => List(one, now)).OfType<ListedSilence>()];
    }

    public async Task<ListedSilence?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return Configured(now).FirstOrDefault(silence => silence.Id == id)
            ?? (await store.FindAsync(id, cancellation) is { } kept ? List(kept, now) : null);
    }

    public async Task<SilenceAddition> AddAsync(SilenceOptions wanted, string from, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var settings = current.Settings;
        var complete = SilenceWish.Complete(wanted, now);
        List<(string Key, string Cure)> mistakes = [.. SilenceWish.Mistakes(complete, [.. settings.Destinations.Keys], now)];
        if (settings.Silences.Any(silence => silence.Name.Equals(complete.Name, StringComparison.OrdinalIgnoreCase)))
        {
            mistakes.Add(NameTaken);
        }

        if (mistakes.Count > 0)
        {
            return new SilenceAddition.Mistaken(mistakes);
        }

        var silence = new KeptSilence(
            EventKey.ToId(string.Create(CultureInfo.InvariantCulture, $"silence {complete.Name} {now.UtcTicks}")),
            complete.Name,
            SilenceJson.Write(complete),
            now,
            from,
            complete.Cron is null ? complete.End : null);
        switch (await store.KeepAsync(silence, Most, cancellation))
        {
            case KeepSilenceResult.NameTaken:
                return new SilenceAddition.Mistaken([NameTaken]);
            case KeepSilenceResult.TooMany:
                return new SilenceAddition.TooMany(Most);
            case KeepSilenceResult.Kept:
            default:
                LogAdded(complete.Name, silence.Id, complete.Author ?? "", from, silence.OverAt, VisibleText.Of(complete.Comment ?? "-"));
                await LookAsync(cancellation);
                return new SilenceAddition.Added(List(silence, now)!);
        }
    }

    public async Task<SilenceEnding> EndAsync(Guid id, string from, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (Configured(now).FirstOrDefault(silence => silence.Id == id) is { } configured)
        {
            return new SilenceEnding.Configured(configured);
        }

        var ended = await store.EndAsync(id, now, from, cancellation);
        if (await store.FindAsync(id, cancellation) is not { } kept || List(kept, now) is not { } listed)
        {
            return new SilenceEnding.Unknown();
        }

        if (!ended)
        {
            return new SilenceEnding.WasOver(listed);
        }

        LogEnded(kept.Name, kept.Id, from);
        await LookAsync(cancellation);
        return new SilenceEnding.Ended(listed);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(store.Pace, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private static (string Key, string Cure) NameTaken => ("Name", "Another silence that is not over has this name; choose one of its own.");

    /// <summary>Takes over what has changed in the journal.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var revision = await store.ReadRevisionAsync(cancellation);
            if (revision != _revision)
            {
                await TakeOverAsync(cancellation);
                _revision = revision;
            }

            if (_fails)
            {
                _fails = false;
                LogWorks();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Those that are known stay in force; the database is asked again soon.
            if (!_fails)
            {
                _fails = true;
                LogFails(exception);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task TakeOverAsync(CancellationToken cancellation)
    {
        // What happened within a silence belongs to it, however late it is delivered: for as long as a delivery is tried.
        var kept = await store.ReadAsync(time.GetUtcNow() - RetrySchedule.GiveUpAfter, MostShown, cancellation);
        current.Keep([.. kept.Select(one => Read(one) is { } options ? new Silence(options, one.EndedAt) : null).OfType<Silence>()]);
        var ended = kept.Where(one => one.EndedAt is not null).Select(one => one.Id).ToHashSet();
        // At the first time, too: one may have ended while nobody ran.
        if (_revision is null || !ended.IsSubsetOf(_ended))
        {
            await ReviewAsync(cancellation);
        }

        _ended = ended;
    }

    private async Task ReviewAsync(CancellationToken cancellation)
    {
        await deliveries.ReviewAsync(nameof(HoldReason.Silenced), time.GetUtcNow(), cancellation);
        signal.Wake();
    }

    private IEnumerable<ListedSilence> Configured(DateTimeOffset now) => current.Settings.Silences.Index().Select(place =>
        List(EventKey.ToId($"configured silence {place.Item.Name}"), place.Item, SilenceOrigin.Configuration, null, now) with
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"Silences:{place.Index}"),
        });

    private ListedSilence? List(KeptSilence kept, DateTimeOffset now) => Read(kept) is { } options
        ? List(kept.Id, options, SilenceOrigin.Api, kept.EndedAt, now) with
        {
            CreatedAt = kept.CreatedAt,
            CreatedFrom = kept.CreatedFrom,
            EndedAt = kept.EndedAt,
            EndedFrom = kept.EndedFrom,
        }
        : null;

    private static ListedSilence List(Guid id, SilenceOptions options, SilenceOrigin origin, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        var until = new Silence(options, endedAt).UntilAt(now);
        var state = until is not null ? SilenceState.Active
            : endedAt <= now || (options.Cron is null && options.End <= now) ? SilenceState.Over
            : SilenceState.Waiting;
        return new ListedSilence(id, options, origin, state) { ActiveUntil = until };
    }

    // Of a newer version, perhaps: one that cannot be understood spares nobody, and is named once for each change.
    private SilenceOptions? Read(KeptSilence kept)
    {
        try
        {
            return SilenceJson.Read(kept.Body);
        }
        catch (JsonException exception)
        {
            LogUnreadable(exception, VisibleText.Of(kept.Name), kept.Id);
            return null;
        }
    }
}
