using System.Diagnostics;
using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Delivers what one destination does not have yet, so that a slow destination delays no other.</summary>
/// <remarks>At least once: a process that dies between an attempt and its record sends the same event, with the same id, again.</remarks>
/// <param name="destination">To which.</param>
/// <param name="desk">What keeps people from being told too much; null: nothing does.</param>
/// <param name="store">What is due.</param>
/// <param name="time">The clock.</param>
/// <param name="chance">Spreads what is tried again.</param>
/// <param name="logger">Told of each outcome.</param>
internal sealed partial class DeliveryLoop(
    IDestination destination, NotificationDesk? desk, IDeliveryStore store, TimeProvider time, Random chance, ILogger logger)
{
    /// <summary>Attempts at one time.</summary>
    public const int Concurrency = 8;

    // How much a crash can make us send again at most, and how long a result waits for its neighbours.
    private const int BatchSize = 32;

    // Nothing was due and yet the store names a time that is past: ask again, but not in a spin.
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    // What is left for the record of finished attempts when the service stops.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    // Whoever takes a reminder and dies leaves it to the next time.
    private static readonly TimeSpan ReminderClaim = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan HeldPace = TimeSpan.FromMilliseconds(500);

    // Two may fail before a claim runs out.
    private const int RenewalsPerLease = 3;

    private static readonly TimeSpan FirstStoreDelay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestStoreDelay = TimeSpan.FromSeconds(10);

    private readonly WakeSignal _signal = new();
    private readonly HandOver _handOver = new(destination.Name);
    private readonly DestinationRecord _record = new(destination.Name);
    private long _heldTakenAt;
    private bool _storeFails;
    private volatile bool _gone;

    public DestinationStatus Status => _record.Status;

    /// <summary>What kind of destination it is, for metrics.</summary>
    public string Kind { get; init; } = Router.Bus;

    /// <summary>Nothing is really told: no metric counts it, and no trace shows it.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The journal holds something that was not handed over.</summary>
    public void Wake()
    {
        _handOver.Forget();
        _signal.Wake();
    }

    /// <summary>A commit added this to the journal.</summary>
    public void Hand(IReadOnlyList<CommittedEvent> committed)
    {
        if (_handOver.Give(committed))
        {
            _signal.Wake();
        }
    }

    /// <summary>A sign of life tells as much of the destination as a delivery does.</summary>
    public void CountPulse(DeliveryOutcome outcome) => Report(_record.Count(time.GetUtcNow(), outcome));

    /// <summary>Runs until <paramref name="stopping"/>; attempts under way then end by themselves or with <paramref name="abort"/>, and are recorded.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var woken = _signal.Arm();
                if (!await TurnAsync(stopping, abort))
                {
                    await SleepAsync(woken, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>Settles what is due now.</summary>
    /// <returns>Whether anything was; then more may be.</returns>
    public async Task<bool> TurnAsync(CancellationToken stopping, CancellationToken abort)
    {
        var (due, askedAt) = await InsistAsync(TakeAsync, stopping);
        if (due.Count == 0)
        {
            return await RemindAsync(stopping, abort);
        }

        await SettleAsync(due, askedAt, stopping, abort);
        return true;
    }

    private async Task<(IReadOnlyList<PendingDelivery> Due, long AskedAt)> TakeAsync(CancellationToken cancellation)
    {
        var askedAt = time.GetTimestamp();
        if (_handOver.Take() is { Count: > 0 } handed)
        {
            return (handed, askedAt);
        }

        var now = time.GetUtcNow();
        var due = await store.TakeDueAsync(destination.Name, now, BatchSize, cancellation);

        // What waits under a rule is in no hurry, and must not slow down what is.
        if (desk is null || (due.Count > 0 && time.GetElapsedTime(_heldTakenAt, askedAt) < HeldPace))
        {
            return (due, askedAt);
        }

        _heldTakenAt = askedAt;
        return ([.. await store.TakeHeldAsync(destination.Name, now, NotificationDesk.LargestGroup, cancellation), .. due], askedAt);
    }

    private async Task SettleAsync(IReadOnlyList<PendingDelivery> due, long askedAt, CancellationToken stopping, CancellationToken abort)
    {
        if (desk is null)
        {
            await DeliverAsync([.. due.Select(delivery => new Notice(Notification.Of(delivery.Event), [delivery]))], askedAt, stopping, abort);
            return;
        }

        var arranged = await InsistAsync(token => desk.ArrangeAsync(due, time.GetUtcNow(), token), stopping);
        if (arranged.Held.Count > 0)
        {
            // What fell again before anybody was told that it was up is one trouble to people, and is reminded of as one.
            var reminders = arranged.Held.Where(one => one.Held.Reason == nameof(HoldReason.Flapping))
                .Select(one => desk.Policy.RepeatsEvery(one.Delivery.Event) is { } interval
                    ? new ReminderChange.Set(one.Delivery.Event.IncidentId, one.Delivery.Event.EventId, time.GetUtcNow() + interval)
                    : null)
                .OfType<ReminderChange>().ToList();
            await InsistAsync(
                async token =>
                {
                    if (reminders.Count > 0)
                    {
                        await store.RemindAsync(destination.Name, reminders, token);
                    }

                    await store.HoldAsync([.. arranged.Held.Select(one => one.Held)], token);
                    if (!ReferenceEquals(arranged.Under.Silences, desk.Policy.Silences))
                    {
                        // Silences changed meanwhile: whoever changed them has looked for what they held, before this was.
                        await store.ReviewAsync(nameof(HoldReason.Silenced), time.GetUtcNow(), token);
                    }

                    return arranged.Held.Count;
                },
                stopping);
            foreach (var (delivery, held) in arranged.Held)
            {
                var (kind, cluster, master, id) = (delivery.Event.Kind, delivery.Event.Cluster, VisibleText.Of(delivery.Event.Master ?? "-"), delivery.Event.EventId);
                if (held.Until is { } until)
                {
                    LogHeld(logger, kind, cluster, master, destination.Name, until, id, held.Reason, VisibleText.Of(held.Detail));
                }
                else
                {
                    LogNotTold(logger, kind, cluster, master, destination.Name, id, held.Reason, VisibleText.Of(held.Detail));
                }
            }
        }

        if (arranged.Notices.Count > 0)
        {
            await DeliverAsync(arranged.Notices, askedAt, stopping, abort);
        }
    }

    private async Task DeliverAsync(IReadOnlyList<Notice> notices, long askedAt, CancellationToken stopping, CancellationToken abort)
    {
        var claims = new HeldClaims(notices.SelectMany(notice => notice.Deliveries).Select(delivery => delivery.Id), store.Lease, askedAt, time);
        using var recorded = new CancellationTokenSource();
        var renewing = store.Lease is { } lease ? RenewAsync(claims, lease, recorded.Token) : Task.CompletedTask;
        try
        {
            await RecordAsync(notices, await AttemptAsync(notices, claims, stopping, abort), abort);
        }
        finally
        {
            await recorded.CancelAsync();
            await renewing;
        }
    }

    private async Task<List<Attempt>> AttemptAsync(IReadOnlyList<Notice> notices, HeldClaims claims, CancellationToken stopping, CancellationToken abort)
    {
        var attempts = new List<Attempt>(notices.Count);
        if (notices.Count == 1)
        {
            await AttemptOneAsync(notices[0]);
        }
        else
        {
            await Parallel.ForEachAsync(notices, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, (notice, _) => AttemptOneAsync(notice));
        }

        return attempts;

        async ValueTask AttemptOneAsync(Notice notice)
        {
            if (!stopping.IsCancellationRequested && notice.Deliveries.All(delivery => claims.Holds(delivery.Id)) && await TryAsync(notice, abort) is { } attempt)
            {
                lock (attempts)
                {
                    attempts.Add(attempt);
                }
            }
        }
    }

    private async Task RecordAsync(IReadOnlyList<Notice> notices, List<Attempt> attempts, CancellationToken abort)
    {
        // Reading the same rows again before this is recorded would send them twice, so it is tried until it succeeds,
        // and a little longer than the service has.
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var hurry = abort.Register(() => late.CancelAfter(LastWord));
        if (attempts.Count > 0)
        {
            var results = attempts.SelectMany(Conclude).ToList();
            var reminders = attempts.SelectMany(Reminders).ToList();
            await InsistAsync(
                async token =>
                {
                    // First: what is sent twice after a crash is reminded of once, but what is not reminded of is forgotten.
                    if (reminders.Count > 0)
                    {
                        await store.RemindAsync(destination.Name, reminders, token);
                    }

                    await store.RecordAsync(results, token);
                    return results.Count;
                },
                late.Token);
        }

        var left = notices.Except(attempts.Select(attempt => attempt.Notice)).SelectMany(notice => notice.Deliveries).Select(delivery => delivery.Id).ToList();
        if (left.Count > 0 && store.Lease is not null)
        {
            await InsistAsync(
                async token =>
                {
                    await store.ReleaseAsync(left, token);
                    return left.Count;
                },
                late.Token);
        }
    }

    private IEnumerable<ReminderChange> Reminders(Attempt attempt)
    {
        if (desk?.Policy is not { MayRepeat: true } policy || attempt.Outcome is not DeliveryOutcome.Delivered)
        {
            yield break;
        }

        foreach (var told in attempt.Notice.Notification.Events)
        {
            if (policy.RepeatsEvery(told) is { } interval)
            {
                yield return new ReminderChange.Set(told.IncidentId, told.EventId, attempt.EndedAt + interval);
            }
            else if (IncidentRoles.Of(told.Kind) == IncidentRole.Resolves)
            {
                yield return new ReminderChange.Clear(told.IncidentId);
            }
        }

        if (attempt.Notice.Notification.ThreadOf is { } thread)
        {
            yield return new ReminderChange.Clear(thread);
        }
    }

    /// <returns>Whether anything was due.</returns>
    private async Task<bool> RemindAsync(CancellationToken stopping, CancellationToken abort)
    {
        if (desk?.Policy is not { MayRepeat: true } policy)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var due = await InsistAsync(token => store.TakeRemindersAsync(destination.Name, now, now + ReminderClaim, BatchSize, token), stopping);
        var changes = new List<ReminderChange>(due.Count);
        foreach (var reminder in due)
        {
            var incident = await InsistAsync(token => store.ReadIncidentAsync(destination.Name, reminder.IncidentId, token), stopping);
            if (policy.RepeatsEvery(reminder.Event) is not { } interval || !HoldingPolicy.IsOpen(incident))
            {
                changes.Add(new ReminderChange.Clear(reminder.IncidentId));
            }
            else if (policy.Silences.Covering(reminder.Event, destination.Name, now) is { } silence)
            {
                // It may be ended before its time.
                changes.Add(new ReminderChange.Set(reminder.IncidentId, reminder.Event.EventId, silence.Until < now + interval ? silence.Until : now + interval, reminder.Times));
            }
            else if (await TryAsync(new Notice(Notification.Of(reminder.Event) with { Reminder = reminder.Times + 1 }, []), abort) is { } attempt)
            {
                Report(reminder.Event, attempt.Outcome, 1, attempt.EndedAt + interval);
                Report(_record.Count(attempt.EndedAt, attempt.Outcome));
                changes.Add(attempt.Outcome is DeliveryOutcome.Delivered
                    ? new ReminderChange.Set(reminder.IncidentId, reminder.Event.EventId, attempt.EndedAt + interval, reminder.Times + 1)
                    : new ReminderChange.Set(reminder.IncidentId, reminder.Event.EventId, attempt.EndedAt + (interval < ReminderClaim ? interval : ReminderClaim), reminder.Times));
            }
        }

        if (changes.Count > 0)
        {
            await InsistAsync(
                async token =>
                {
                    await store.RemindAsync(destination.Name, changes, token);
                    return changes.Count;
                },
                stopping);
        }

        return due.Count > 0;
    }

    /// <summary>Holds what was taken until it is recorded, however long an attempt takes.</summary>
    private async Task RenewAsync(HeldClaims claims, TimeSpan lease, CancellationToken recorded)
    {
        try
        {
            while (true)
            {
                // Not on a stroke of the clock, which would take too much of a short lease.
                await Task.Delay(lease / RenewalsPerLease, SteadyClock.WallOf(time), recorded);
                await RenewOnceAsync(claims, recorded);
            }
        }
        catch (OperationCanceledException) when (recorded.IsCancellationRequested)
        {
        }
    }

    private async Task RenewOnceAsync(HeldClaims claims, CancellationToken recorded)
    {
        var askedAt = time.GetTimestamp();
        var ids = claims.Ids;
        try
        {
            if (claims.Renewed(ids, await store.RenewAsync(ids, recorded), askedAt) is > 0 and var lost)
            {
                LogClaimsLost(logger, lost, destination.Name);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !recorded.IsCancellationRequested)
        {
            // Tried again in a third of the lease; until then, and when that fails too, nothing begins whose claim has run out.
            LogNotRenewed(logger, destination.Name, exception.Message);
        }
    }

    /// <returns>Null when the attempt was broken off because the service stops: then nothing is known of it.</returns>
    private async Task<Attempt?> TryAsync(Notice notice, CancellationToken abort)
    {
        if (_gone)
        {
            return new Attempt(notice, time.GetUtcNow(), new DeliveryOutcome.Rejected(DeliveryReason.Gone, "Not called: the receiver said before that it is gone for good."));
        }

        var told = notice.Notification;
        using var span = IsSimulated ? null : EventSpans.StartDelivery(told.Latest, told.Events, destination.Name);
        try
        {
            var outcome = await destination.DeliverAsync(told, abort);
            Note(span, notice, outcome);
            _gone |= outcome is DeliveryOutcome.Rejected { Reason: DeliveryReason.Gone };
            return new Attempt(notice, time.GetUtcNow(), outcome);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            // A destination answers with outcomes; what escapes it is a defect of ours, and no reason to lose the event.
            LogEscaped(logger, exception, destination.Name, told.Latest.Kind, told.Latest.EventId);
            var outcome = new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"Unexpected {exception.GetType().Name}; see the log.");
            Note(span, notice, outcome);
            return new Attempt(notice, time.GetUtcNow(), outcome);
        }
    }

    private static void Note(Activity? span, Notice notice, DeliveryOutcome outcome)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("sentinelevents.outcome", outcome.GetType().Name);
        span.SetTag("sentinelevents.attempt", notice.Deliveries.Count > 0 ? notice.Deliveries[0].Attempts + 1 : 1);
        if (outcome is not DeliveryOutcome.Delivered)
        {
            var reason = outcome is DeliveryOutcome.Retry retry ? retry.Reason : ((DeliveryOutcome.Rejected)outcome).Reason;
            span.SetTag("sentinelevents.reason", reason.ToString());
            span.SetStatus(ActivityStatusCode.Error, reason.ToString());
        }
    }

    private List<DeliveryResult> Conclude(Attempt attempt)
    {
        // What was told together is tried again together: the first of it decides when, or when to give up.
        var at = attempt.EndedAt;
        var first = attempt.Notice.Deliveries[0];
        var attempts = first.Attempts + 1;
        var (outcome, again) = attempt.Outcome is DeliveryOutcome.Retry retry
            ? RetrySchedule.Next(attempts, chance.NextDouble(), at, first.FirstDueAt, retry.NotBefore) is RetryDecision.Again next
                ? (attempt.Outcome, (DateTimeOffset?)next.NotBefore)
                : (new DeliveryOutcome.Rejected(DeliveryReason.GaveUp, $"Given up after {attempts} attempts; the last one: {retry.Reason}, {retry.Detail}"), null)
            : (attempt.Outcome, null);
        var change = _record.Count(at, outcome);
        var others = attempt.Notice.Deliveries.Count - 1;
        var together = others == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"told together with {others} other{(others == 1 ? "" : "s")}");
        foreach (var delivery in attempt.Notice.Deliveries)
        {
            // What a rule kept back, or a person asked for, is late on purpose.
            if (!IsSimulated && outcome is DeliveryOutcome.Delivered && !delivery.WasHeld && delivery.Reason != DeliveryStatements.Redelivered)
            {
                Telemetry.DeliveryDelay.Record(at > delivery.FirstDueAt ? (at - delivery.FirstDueAt).TotalSeconds : 0, new KeyValuePair<string, object?>("kind", Kind));
            }

            Report(delivery.Event, outcome, attempts, again);
        }

        Report(change);
        return attempt.Notice.Deliveries.Select(delivery => outcome switch
        {
            DeliveryOutcome.Retry failed => new DeliveryResult(delivery.Id, delivery.WasHeld ? DeliveryState.Held : DeliveryState.Pending, at, again, failed.Reason.ToString(), failed.Detail),
            DeliveryOutcome.Rejected rejected => new DeliveryResult(delivery.Id, DeliveryState.Rejected, at, null, rejected.Reason.ToString(), rejected.Detail),
            _ => new DeliveryResult(delivery.Id, DeliveryState.Delivered, at, Detail: (outcome as DeliveryOutcome.Delivered)?.Note ?? (outcome as DeliveryOutcome.Delivered)?.Answer ?? together),
        }).ToList();
    }

    private void Report(SentinelEvent sentinelEvent, DeliveryOutcome outcome, int attempts, DateTimeOffset? again)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Delivered { Note: { } note }:
                LogDelivered(logger, sentinelEvent.Kind, sentinelEvent.Cluster, VisibleText.Of(sentinelEvent.Master ?? "-"), destination.Name, sentinelEvent.EventId);
                LogDeliveredWithNote(logger, sentinelEvent.Kind, destination.Name, sentinelEvent.EventId, note);
                break;
            case DeliveryOutcome.Delivered:
                LogDelivered(logger, sentinelEvent.Kind, sentinelEvent.Cluster, VisibleText.Of(sentinelEvent.Master ?? "-"), destination.Name, sentinelEvent.EventId);
                break;
            case DeliveryOutcome.Retry retry:
                LogRetry(logger, sentinelEvent.Kind, destination.Name, sentinelEvent.EventId, attempts, again, retry.Reason, retry.Detail);
                break;
            case DeliveryOutcome.Rejected rejected:
                LogRejected(logger, sentinelEvent.Kind, sentinelEvent.Cluster, VisibleText.Of(sentinelEvent.Master ?? "-"), destination.Name, sentinelEvent.EventId, rejected.Reason, rejected.Detail);
                break;
        }
    }

    private void Report(HealthChange change)
    {
        switch (change)
        {
            case HealthChange.BeganToFail:
                LogFailing(logger, destination.Name, Status.LastProblem!.Reason, Status.LastProblem.Detail);
                break;
            case HealthChange.WasDisabled:
                LogDisabled(logger, destination.Name, Status.LastProblem!.Detail);
                break;
            case HealthChange.WorksAgain:
                LogWorksAgain(logger, destination.Name);
                break;
        }
    }

    private async Task SleepAsync(Task woken, CancellationToken stopping)
    {
        var next = await InsistAsync(token => store.NextDueAsync(destination.Name, token), stopping);
        var left = next - time.GetUtcNow() ?? store.LongestSleep;
        _handOver.BeginAfter(await InsistAsync(token => store.QuietUntilAsync(destination.Name, token), stopping));

        // The next due time is an instant of the wall clock, which may be set back: look again after the longest sleep whatever it says.
        var sleep = left < ShortestSleep ? ShortestSleep : left > store.LongestSleep ? store.LongestSleep : left;
        await woken.WaitAsync(sleep, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        for (var delay = FirstStoreDelay; ; delay = delay * 2 < LongestStoreDelay ? delay * 2 : LongestStoreDelay)
        {
            try
            {
                var answer = await ask(cancellation);
                if (_storeFails)
                {
                    _storeFails = false;
                    LogStoreWorks(logger, destination.Name);
                }

                return answer;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (!_storeFails)
                {
                    _storeFails = true;
                    LogStoreFails(logger, exception, destination.Name);
                }
            }

            await Task.Delay(delay, time, cancellation);
        }
    }
}
