using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Pipeline;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery;

public sealed class DeliveryServiceTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 7, 3, 0, 0, TimeSpan.Zero));
    private readonly MemoryDeliveryStore _store = new();
    private readonly CollectingLogger<DeliveryService> _log = new();
    private readonly ScriptedDestination _bus = new("bus");
    private readonly ScriptedDestination _hook = new("hook");
    private readonly DeliveryService _service;

    public DeliveryServiceTests() => _service = new DeliveryService([_hook, _bus], new CurrentDelivery(DeliverySettings.None, []), (_, _) => throw new NotSupportedException(), _store, _time, _log);

    public async ValueTask DisposeAsync()
    {
        // The test clock stands still, so a hanging attempt would never outlive the grace: stop at once.
        await _service.StopAsync(new CancellationToken(canceled: true));
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Start_RowsLeftFromBefore_AreDelivered()
    {
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Reaches(id, DeliveryState.Delivered);
        Assert.Equal(Samples.Of(EventKind.MasterDown).EventId, Assert.Single(_hook.Seen).EventId);
    }

    [Fact]
    public async Task ChangeAsync_Silences_HasWhatTheyKeptBackDecidedAnewAndNothingElseDoes()
    {
        var silence = new SilenceOptions { Name = "patching", Cron = "0 0 3 ? * SUN", Duration = TimeSpan.FromHours(2) };
        await _service.ChangeAsync(DeliverySettings.None with { Silences = [silence] }, TestContext.Current.CancellationToken);
        await _service.ChangeAsync(DeliverySettings.None with { Silences = [silence with { }], Routes = [new RouteOptions { To = ["hook"] }] }, TestContext.Current.CancellationToken);
        Assert.Equal(["review Silenced"], _store.ClaimCalls.Select(call => call.What));
        await _service.ChangeAsync(DeliverySettings.None, TestContext.Current.CancellationToken);
        Assert.Equal(["review Silenced", "review Silenced"], _store.ClaimCalls.Select(call => call.What));
    }

    [Fact]
    public async Task Deliver_AfterRetries_IsMeasuredFromTheCommitByKind()
    {
        using var measured = new Measurements();
        var failures = 2;
        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(failures-- > 0 ? new DeliveryOutcome.Retry(DeliveryReason.ServerError, "answered 503") : new DeliveryOutcome.Delivered());
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        var loop = new DeliveryLoop(_hook, null, _store, _time, new Random(1), _log) { Kind = "Webhook" };
        while (_store.Read(id).State != DeliveryState.Delivered)
        {
            await loop.TurnAsync(TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var (delay, kind) = Assert.Single(measured.Of("sentinelevents_delivery_delay_seconds"));
        Assert.Equal("Webhook", kind);
        Assert.InRange(delay, 2, 10);
    }

    [Fact]
    public async Task Wake_NewRow_IsDeliveredAtOnce()
    {
        await StartAsync();
        var id = Add("bus", Samples.Of(EventKind.MasterSwitched));
        await Until.TrueAsync(() => _store.Read(id).State == DeliveryState.Delivered, () => _store.Read(id).ToString(), _service.Wake);
        Assert.Equal(_time.Start, _time.GetUtcNow());
        Assert.Equal(1, _log.Count(4001));
    }

    [Fact]
    public async Task Deliver_Retry_ComesAgainWhenDueAndIsCounted()
    {
        var failures = 3;
        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(
            failures-- > 0 ? new DeliveryOutcome.Retry(DeliveryReason.ServerError, "answered 503") : new DeliveryOutcome.Delivered());
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => _store.Read(id).State == DeliveryState.Delivered, () => _store.Read(id).ToString(), Pass(0.5));

        Assert.Equal(4, _hook.Seen.Count);
        Assert.Single(_hook.Seen.Select(seen => seen.EventId).Distinct());
        var status = _service.Read().Single(entry => entry.Name == "hook");
        Assert.Equal((1, 3, 0, DestinationHealth.Working), (status.Delivered, status.Retried, status.Rejected, status.Health));
        Assert.Equal(DeliveryReason.ServerError, status.LastProblem!.Reason);
        Assert.NotNull(status.LastSuccess);
        Assert.Equal(1, _log.Count(4005));
        Assert.Equal(1, _log.Count(4006));
    }

    [Fact]
    public async Task Deliver_OlderEventOfTheMasterWaits_NewerOneDoesNotOvertake()
    {
        var broken = true;
        _hook.Answer = (sentinelEvent, _) => Task.FromResult<DeliveryOutcome>(
            broken && sentinelEvent.Master == "mymaster" ? new DeliveryOutcome.Retry(DeliveryReason.TimedOut, "no answer") : new DeliveryOutcome.Delivered());
        var older = Add("hook", Samples.Of(EventKind.MasterDown));
        var newer = Add("hook", Samples.Of(EventKind.MasterSwitched));
        var other = Add("hook", Samples.Of(EventKind.SentinelDown));
        await StartAsync();
        await Reaches(other, DeliveryState.Delivered);
        await Until.TrueAsync(() => _store.Read(older).Attempts > 2, () => _store.Read(older).ToString(), Pass(1));
        Assert.Equal(0, _store.Read(newer).Attempts);

        broken = false;
        await Until.TrueAsync(() => _store.Read(newer).State == DeliveryState.Delivered, () => _store.Read(newer).ToString(), Pass(1));
        Assert.Equal(DeliveryState.Delivered, _store.Read(older).State);
    }

    [Fact]
    public async Task Deliver_Rejected_IsKeptAndLoggedAsError()
    {
        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Rejected(DeliveryReason.Refused, "answered 400"));
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Reaches(id, DeliveryState.Rejected);
        Assert.Equal(("Refused", "answered 400"), (_store.Read(id).Reason, _store.Read(id).Detail));
        Assert.Contains(_log.Lines, line => line is { Id: 4004, Level: LogLevel.Error });
    }

    [Fact]
    public async Task Deliver_Gone_IsDisabledAnnouncedOnceAndNotCalledAgain()
    {
        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Rejected(DeliveryReason.Gone, "answered 410"));
        var first = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Reaches(first, DeliveryState.Rejected);

        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        var second = Add("hook", Samples.Of(EventKind.MasterSwitched));
        await Until.TrueAsync(() => _store.Read(second).State == DeliveryState.Rejected, () => _store.Read(second).ToString(), _service.Wake);
        Assert.Equal("Gone", _store.Read(second).Reason);
        Assert.Single(_hook.Seen);
        Assert.Equal(DestinationHealth.Disabled, _service.Read().Single(entry => entry.Name == "hook").Health);
        Assert.Single(_log.Lines, line => line is { Id: 4013, Level: LogLevel.Error });
    }

    [Fact]
    public async Task Deliver_FailsForThreeDays_IsGivenUp()
    {
        _hook.Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Retry(DeliveryReason.Unreachable, "connection refused"));
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => _store.Read(id).State == DeliveryState.Rejected, () => _store.Read(id).ToString(), Pass(4 * 3600));
        Assert.Equal("GaveUp", _store.Read(id).Reason);
        Assert.Contains("connection refused", _store.Read(id).Detail, StringComparison.Ordinal);
        Assert.Equal(DestinationHealth.Failing, _service.Read().Single(entry => entry.Name == "hook").Health);
    }

    [Fact]
    public async Task Deliver_DestinationThrows_IsLoggedAndTriedAgain()
    {
        var first = true;
        _hook.Answer = (_, _) =>
        {
            var now = first;
            first = false;
            return now ? throw new InvalidOperationException("a defect") : Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        };
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => _store.Read(id).State == DeliveryState.Delivered, () => _store.Read(id).ToString(), Pass(0.5));
        Assert.Equal(1, _log.Count(4007));
    }

    [Fact]
    public async Task Deliver_OneDestinationHangs_TheOtherDoesNotWait()
    {
        _hook.Answer = Hang;
        Add("hook", Samples.Of(EventKind.MasterDown));
        var id = Add("bus", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Reaches(id, DeliveryState.Delivered);
    }

    [Fact]
    public async Task Deliver_ManyMasters_AtMostEightAtOnce()
    {
        int running = 0, most = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hook.Answer = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await gate.Task;
            Interlocked.Decrement(ref running);
            return new DeliveryOutcome.Delivered();
        };
        var ids = Enumerable.Range(0, 100).Select(i => Add("hook", Samples.Of(EventKind.MasterDown) with { Master = $"m{i}" })).ToList();
        await StartAsync();
        await Until.TrueAsync(() => running == DeliveryLoop.Concurrency, () => $"{running} running");
        gate.SetResult();
        await Until.TrueAsync(() => ids.All(id => _store.Read(id).State == DeliveryState.Delivered), () => $"{_hook.Seen.Count} seen");
        Assert.Equal(DeliveryLoop.Concurrency, most);
        Assert.Equal(100, _hook.Seen.Count);
    }

    [Fact]
    public async Task Store_FailsForAWhile_IsLoggedOnceAndNothingIsSentTwice()
    {
        _hook.Answer = (_, _) =>
        {
            _store.Fail(6);
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
        };
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => _store.Read(id).State == DeliveryState.Delivered, () => _store.Read(id).ToString(), Pass(1));
        Assert.Single(_hook.Seen);
        Assert.InRange(_log.Count(4008), 1, 2); // Once for each destination's loop that met it.
    }

    [Fact]
    public async Task Stop_AttemptUnderWay_EndsAndIsRecorded()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hook.Answer = async (_, _) =>
        {
            entered.SetResult();
            await gate.Task;
            return new DeliveryOutcome.Delivered();
        };
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await entered.Task;
        var stopped = _service.StopAsync(CancellationToken.None);
        gate.SetResult();
        await stopped;
        Assert.Equal(DeliveryState.Delivered, _store.Read(id).State);
    }

    [Fact]
    public async Task Stop_AttemptHangs_IsBrokenOffAfterTheGraceAndStaysPending()
    {
        _hook.Answer = Hang;
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => !_hook.Seen.IsEmpty, () => "nothing sent");
        var stopped = _service.StopAsync(CancellationToken.None);
        await Until.TrueAsync(() => stopped.IsCompleted, () => "still running", Pass(1));
        await stopped;
        Assert.Equal((DeliveryState.Pending, 0), (_store.Read(id).State, _store.Read(id).Attempts));
        Assert.Equal(1, _log.Count(4020));
    }

    [Fact]
    public async Task Deliver_AttemptOutlastsTheLease_IsRenewedUntilItIsRecorded()
    {
        _store.Lease = TimeSpan.FromSeconds(15);
        var gate = AnswerAtGate();
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => !_hook.Seen.IsEmpty, () => "nothing sent");
        for (var third = 1; third <= 5; third++)
        {
            // Once the timer is set, a third of the lease and not a moment less makes it fire.
            _time.Advance(TimeSpan.FromSeconds(4.9));
            Assert.Equal(third - 1, Renewals());
            await Until.TrueAsync(() => Renewals() == third, () => $"{Renewals()} renewals", Pass(0.1));
        }

        gate.SetResult();
        await Reaches(id, DeliveryState.Delivered);
        Assert.All(_store.ClaimCalls, call => Assert.Equal([id], call.Ids));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, Renewals());

        int Renewals() => _store.ClaimCalls.Count(call => call.What == "renew");
    }

    [Fact]
    public async Task Deliver_AnotherWorkerTookItMeanwhile_IsNotBegun()
    {
        _store.Lease = TimeSpan.FromSeconds(15);
        var gate = AnswerAtGate();
        var ids = AddForMasters(DeliveryLoop.Concurrency + 2);
        await StartAsync();
        await Until.TrueAsync(() => _hook.Seen.Count == DeliveryLoop.Concurrency, () => $"{_hook.Seen.Count} seen");
        _store.Lose(ids[^1]);
        await Until.TrueAsync(() => _log.Count(4010) == 1, () => "no claim lost", Pass(1));

        gate.SetResult();
        await Reaches(ids[^2], DeliveryState.Delivered);

        Assert.All(ids.SkipLast(1), id => Assert.Equal(DeliveryState.Delivered, _store.Read(id).State));
        Assert.Equal(ids.Count - 1, _hook.Seen.Count);
    }

    [Fact]
    public async Task Deliver_ClaimsRunOutWhileTheStoreIsAway_WhatIsNotBegunIsGivenBackAndTakenAgain()
    {
        _store.Lease = TimeSpan.FromSeconds(15);
        var gate = AnswerAtGate();
        var ids = AddForMasters(DeliveryLoop.Concurrency + 1);
        await StartAsync();
        await Until.TrueAsync(() => _hook.Seen.Count == DeliveryLoop.Concurrency, () => $"{_hook.Seen.Count} seen");
        _store.Fail(int.MaxValue);
        await Until.TrueAsync(() => _log.Count(4011) == 3, () => $"{_log.Count(4011)} failed renewals", Pass(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        gate.SetResult();
        await Until.TrueAsync(() => _log.Count(4008) > 0, () => "the record did not fail", Pass(0));
        Assert.Equal(DeliveryLoop.Concurrency, _hook.Seen.Count);

        _store.Fail(0);
        await Until.TrueAsync(() => _store.Read(ids[^1]).State == DeliveryState.Delivered, () => _store.Read(ids[^1]).ToString(), Pass(0.5));

        Assert.Contains(_store.ClaimCalls, call => call.What == "release" && call.Ids.SequenceEqual([ids[^1]]));
        Assert.Equal(ids.Count, _hook.Seen.Count);
    }

    [Fact]
    public async Task Stop_ClaimsNotAttempted_AreGivenBack()
    {
        _store.Lease = TimeSpan.FromSeconds(15);
        var gate = AnswerAtGate();
        var ids = AddForMasters(DeliveryLoop.Concurrency + 2);
        await StartAsync();
        await Until.TrueAsync(() => _hook.Seen.Count == DeliveryLoop.Concurrency, () => $"{_hook.Seen.Count} seen");

        var stopped = _service.StopAsync(CancellationToken.None);
        gate.SetResult();
        await stopped;

        var (what, released) = Assert.Single(_store.ClaimCalls);
        Assert.Equal("release", what);
        Assert.Equal(ids.TakeLast(2), released.Order());
        Assert.All(ids.SkipLast(2), id => Assert.Equal(DeliveryState.Delivered, _store.Read(id).State));
    }

    [Fact]
    public async Task Deliver_StoreOfOneWorker_IsNotAskedForClaims()
    {
        var gate = AnswerAtGate();
        var id = Add("hook", Samples.Of(EventKind.MasterDown));
        await StartAsync();
        await Until.TrueAsync(() => !_hook.Seen.IsEmpty, () => "nothing sent");
        _time.Advance(TimeSpan.FromHours(1));
        gate.SetResult();
        await Reaches(id, DeliveryState.Delivered);
        Assert.Empty(_store.ClaimCalls);
    }

    [Fact]
    public void Read_Always_BusFirst() => Assert.Equal(["bus", "hook"], _service.Read().Select(entry => entry.Name));

    private static async Task<DeliveryOutcome> Hang(SentinelEvent sentinelEvent, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        return new DeliveryOutcome.Delivered();
    }

    /// <summary>Lets the hook's attempts end when the test says so.</summary>
    private TaskCompletionSource AnswerAtGate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hook.Answer = async (_, _) =>
        {
            await gate.Task;
            return new DeliveryOutcome.Delivered();
        };
        return gate;
    }

    private List<long> AddForMasters(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Add("hook", Samples.Of(EventKind.MasterDown) with { Master = $"m{i}" }))];

    private Task StartAsync() => _service.StartAsync(TestContext.Current.CancellationToken);

    private long Add(string destination, SentinelEvent sentinelEvent) => _store.Add(destination, sentinelEvent, _time.GetUtcNow());

    private Action Pass(double seconds) => () => _time.Advance(TimeSpan.FromSeconds(seconds));

    private Task Reaches(long id, DeliveryState state) => Until.TrueAsync(() => _store.Read(id).State == state, () => _store.Read(id).ToString());
}
