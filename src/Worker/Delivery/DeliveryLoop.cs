using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Delivers what one destination does not have yet, so that a slow destination delays no other.</summary>
/// <remarks>At least once: a process that dies between an attempt and its record sends the same event, with the same id, again.</remarks>
internal sealed partial class DeliveryLoop(IDestination destination, IDeliveryStore store, TimeProvider time, Random chance, ILogger logger)
{
    /// <summary>Attempts at one time.</summary>
    public const int Concurrency = 8;

    // How much a crash can make us send again at most, and how long a result waits for its neighbours.
    private const int BatchSize = 32;

    // Nothing was due and yet the store names a time that is past: ask again, but not in a spin.
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    // What is left for the record of finished attempts when the service stops.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    // Two may fail before a claim runs out.
    private const int RenewalsPerLease = 3;

    private static readonly TimeSpan FirstStoreDelay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestStoreDelay = TimeSpan.FromSeconds(10);

    private readonly WakeSignal _signal = new();
    private readonly DestinationRecord _record = new(destination.Name);
    private bool _storeFails;
    private volatile bool _gone;

    public DestinationStatus Status => _record.Status;

    public void Wake() => _signal.Wake();

    /// <summary>Runs until <paramref name="stopping"/>; attempts under way then end by themselves or with <paramref name="abort"/>, and are recorded.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var woken = _signal.Arm();
                var (due, askedAt) = await InsistAsync(TakeAsync, stopping);
                if (due.Count > 0)
                {
                    await DeliverAsync(due, new HeldClaims(due.Select(delivery => delivery.Id), store.Lease, askedAt, time), stopping, abort);
                }
                else
                {
                    await SleepAsync(woken, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task<(IReadOnlyList<PendingDelivery> Due, long AskedAt)> TakeAsync(CancellationToken cancellation)
    {
        var askedAt = time.GetTimestamp();
        return (await store.TakeDueAsync(destination.Name, time.GetUtcNow(), BatchSize, cancellation), askedAt);
    }

    private async Task DeliverAsync(IReadOnlyList<PendingDelivery> due, HeldClaims claims, CancellationToken stopping, CancellationToken abort)
    {
        using var recorded = new CancellationTokenSource();
        var renewing = store.Lease is { } lease ? RenewAsync(claims, lease, recorded.Token) : Task.CompletedTask;
        try
        {
            await RecordAsync(due, await AttemptAsync(due, claims, stopping, abort), abort);
        }
        finally
        {
            await recorded.CancelAsync();
            await renewing;
        }
    }

    private async Task<List<Attempt>> AttemptAsync(IReadOnlyList<PendingDelivery> due, HeldClaims claims, CancellationToken stopping, CancellationToken abort)
    {
        var attempts = new List<Attempt>(due.Count);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (delivery, _) =>
        {
            if (!stopping.IsCancellationRequested && claims.Holds(delivery.Id) && await TryAsync(delivery, abort) is { } attempt)
            {
                lock (attempts)
                {
                    attempts.Add(attempt);
                }
            }
        });
        return attempts;
    }

    private async Task RecordAsync(IReadOnlyList<PendingDelivery> due, List<Attempt> attempts, CancellationToken abort)
    {
        // Reading the same rows again before this is recorded would send them twice, so it is tried until it succeeds,
        // and a little longer than the service has.
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var hurry = abort.Register(() => late.CancelAfter(LastWord));
        if (attempts.Count > 0)
        {
            var results = attempts.ConvertAll(Conclude);
            await InsistAsync(
                async token =>
                {
                    await store.RecordAsync(results, token);
                    return results.Count;
                },
                late.Token);
        }

        var left = due.Select(delivery => delivery.Id).Except(attempts.Select(attempt => attempt.Delivery.Id)).ToList();
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

    /// <summary>Holds what was taken until it is recorded, however long an attempt takes.</summary>
    private async Task RenewAsync(HeldClaims claims, TimeSpan lease, CancellationToken recorded)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / RenewalsPerLease, time, recorded);
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
    private async Task<Attempt?> TryAsync(PendingDelivery delivery, CancellationToken abort)
    {
        if (_gone)
        {
            return new Attempt(delivery, time.GetUtcNow(), new DeliveryOutcome.Rejected(DeliveryReason.Gone, "Not called: the receiver said before that it is gone for good."));
        }

        try
        {
            var outcome = await destination.DeliverAsync(Notification.Of(delivery.Event), abort);
            _gone |= outcome is DeliveryOutcome.Rejected { Reason: DeliveryReason.Gone };
            return new Attempt(delivery, time.GetUtcNow(), outcome);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            // A destination answers with outcomes; what escapes it is a defect of ours, and no reason to lose the event.
            LogEscaped(logger, exception, destination.Name, delivery.Event.Kind, delivery.Event.EventId);
            var outcome = new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"Unexpected {exception.GetType().Name}; see the log.");
            return new Attempt(delivery, time.GetUtcNow(), outcome);
        }
    }

    private DeliveryResult Conclude(Attempt attempt)
    {
        var delivery = attempt.Delivery;
        var at = attempt.EndedAt;
        var attempts = delivery.Attempts + 1;
        var (outcome, again) = attempt.Outcome is DeliveryOutcome.Retry retry
            ? RetrySchedule.Next(attempts, chance.NextDouble(), at, delivery.FirstDueAt, retry.NotBefore) is RetryDecision.Again next
                ? (attempt.Outcome, (DateTimeOffset?)next.NotBefore)
                : (new DeliveryOutcome.Rejected(DeliveryReason.GaveUp, $"Given up after {attempts} attempts; the last one: {retry.Reason}, {retry.Detail}"), null)
            : (attempt.Outcome, null);
        Report(delivery, at, outcome, attempts, again);
        return outcome switch
        {
            DeliveryOutcome.Retry failed => new DeliveryResult(delivery.Id, DeliveryState.Pending, at, again, failed.Reason.ToString(), failed.Detail),
            DeliveryOutcome.Rejected rejected => new DeliveryResult(delivery.Id, DeliveryState.Rejected, at, null, rejected.Reason.ToString(), rejected.Detail),
            _ => new DeliveryResult(delivery.Id, DeliveryState.Delivered, at, Detail: (outcome as DeliveryOutcome.Delivered)?.Note),
        };
    }

    private void Report(PendingDelivery delivery, DateTimeOffset at, DeliveryOutcome outcome, int attempts, DateTimeOffset? again)
    {
        var sentinelEvent = delivery.Event;
        var change = _record.Count(at, outcome);
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

        // The next due time is an instant of the wall clock, which may be set back: look again after the longest sleep whatever it says.
        var sleep = left < ShortestSleep ? ShortestSleep : left > store.LongestSleep ? store.LongestSleep : left;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(woken, Task.Delay(sleep, time, done.Token));
        await done.CancelAsync();
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
