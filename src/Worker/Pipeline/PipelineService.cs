using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// The one loop that drives Agreement and commits its output to the journal, which is open by then. Observations without a decision are committed in groups; a decision is
/// committed at once, with everything before it, and only then becomes visible and wakes Delivery.
/// </summary>
public sealed partial class PipelineService(
    PipelineSettings settings,
    IObservationSource source,
    IJournal journal,
    IWorkerName worker,
    IWorkerBoard board,
    IDeliverySignal delivery,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<PipelineService> logger) : BackgroundService, IPipelineView, IPipelineMeasures
{
    private readonly PauseDetector pauses = new(time);
    private readonly HeardCounts heard = new();
    private readonly ToldCounts told = new();
    private volatile HashSet<string> deferred = [];
    private volatile Picture committed = new([], new PipelineStatus(false, 0, 0, null, null));
    private volatile TaskCompletionSource nextEvents = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long taken;
    private long announced;
    private long turns;
    private volatile Instant? lastCommit;
    private DateTimeOffset latest = DateTimeOffset.MinValue;
    private DateTimeOffset nextTick;

    public IReadOnlyList<ClusterState> Clusters => committed.Clusters;

    public Task NextEvents => nextEvents.Task;

    public PipelineStatus Status => committed.Status;

    public long Turns => Interlocked.Read(ref turns);

    public DateTimeOffset? LastCommit => lastCommit?.At;

    public IReadOnlyList<HeardFrom> Heard => heard.Read(time.GetUtcNow());

    public IReadOnlyList<(string Cluster, EventKind Kind, Severity Severity, long Count)> Told => told.Read();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beside = Task.WhenAll(BeatAsync(stoppingToken), CompareSightAsync(stoppingToken));
        try
        {
            // What this worker is called is known once the journal is open.
            var named = settings with { Clusters = [.. settings.Clusters.Select(policy => policy with { Worker = worker.Name })] };
            await RunAsync(new Deliberation(named, Failed), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping before the journal was read: nothing was taken in.
        }
        catch (JournalUnusableException unusable)
        {
            LogJournalUnusable(unusable.Message);
            Stop();
        }
        catch (Exception failure)
        {
            LogCrashed(failure);
            Stop();
        }

        await beside;
    }

    /// <summary>While the loop waits for the journal it cannot tell its own waiting from a pause of the process; this can.</summary>
    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PauseDetector.Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                pauses.Beat();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Who sees most decides; the others keep up.</summary>
    private async Task CompareSightAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(settings.CompareSight, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await CompareSightOnceAsync(Seen(), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: nobody is to wait for this one.
            await CompareSightOnceAsync(new Dictionary<string, IReadOnlyList<string>>(), CancellationToken.None);
        }
    }

    private async Task CompareSightOnceAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> seen, CancellationToken cancellation)
    {
        try
        {
            var own = new WorkerSight(worker.Name, seen);
            var others = await board.ExchangeAsync(own, cancellation);
            deferred = [.. settings.Clusters.Select(policy => policy.Cluster).Where(cluster => Precedence.Defers(own, others, cluster))];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // While the journal is away nobody decides anything that counts; the loop says that it is away.
            LogSightNotCompared(failure.Message);
        }
    }

    private Dictionary<string, IReadOnlyList<string>> Seen() => committed.Clusters.ToDictionary(
        state => state.Policy.Cluster,
        state => (IReadOnlyList<string>)[.. state.Sentinels.Values.Where(sentinel => sentinel.Seen).Select(sentinel => sentinel.Id)],
        StringComparer.Ordinal);

    private void Stop()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private async Task RunAsync(Deliberation deliberation, CancellationToken cancellation)
    {
        Begin(deliberation, await LoadAsync(cancellation));
        // A worker that has only begun to look leaves it to one that sees.
        await CompareSightOnceAsync(Seen(), cancellation);
        Defer(deliberation);
        await CommitAsync(deliberation, cancellation);
        nextTick = Now() + SteadyClock.UntilStroke(time, settings.Tick);
        try
        {
            await FollowAsync(deliberation, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: what is not committed yet is, below.
        }

        await KeepLastWordsAsync(deliberation);
    }

    /// <summary>Until watching ends or the service is stopped.</summary>
    private async Task FollowAsync(Deliberation deliberation, CancellationToken cancellation)
    {
        var oldestWaits = DateTimeOffset.MaxValue;
        Task<bool>? reading = null;
        while (!cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref turns);
            reading ??= source.Observations.WaitToReadAsync(cancellation).AsTask();
            var until = (nextTick < oldestWaits ? nextTick : oldestWaits) - time.GetUtcNow();
            if (!reading.IsCompleted && until > TimeSpan.Zero)
            {
                // Timers know whole milliseconds and drop what is beyond: without rounding up the last one is spent going round.
                await ((Task)reading).WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(until.TotalMilliseconds)), time, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            Recollect(deliberation);
            if (Defer(deliberation))
            {
                await CommitAsync(deliberation, cancellation);
            }

            var drained = true;
            if (reading.IsCompleted)
            {
                if (!await reading)
                {
                    return;
                }

                reading = null;
                drained = Drain(deliberation);
            }

            // With a backlog time is that of what was heard: a rule that waits three seconds waits three seconds of that.
            if (drained)
            {
                Pass(deliberation, time.GetUtcNow());
            }

            if (deliberation.Waiting > 0 && oldestWaits == DateTimeOffset.MaxValue)
            {
                oldestWaits = time.GetUtcNow() + settings.GroupCommit;
            }

            if (deliberation.HasDecided || deliberation.Waiting >= settings.BatchSize || time.GetUtcNow() >= oldestWaits)
            {
                oldestWaits = DateTimeOffset.MaxValue;
                await CommitAsync(deliberation, cancellation);
            }
        }
    }

    /// <summary>
    /// Watching was stopped first, so its last words are in the queue: since when nothing is heard any more, and whatever came just before. A journal that is away is waited
    /// for a moment only: what sentinels hold will be read again.
    /// </summary>
    private async Task KeepLastWordsAsync(Deliberation deliberation)
    {
        using var patience = new CancellationTokenSource(settings.LastWords, time);
        while (!Drain(deliberation))
        {
        }

        try
        {
            await CommitAsync(deliberation, patience.Token);
        }
        catch (OperationCanceledException)
        {
            LogLastWordsLost(deliberation.Waiting);
        }
    }

    private void Begin(Deliberation deliberation, IReadOnlyList<StateEntry> entries)
    {
        var begun = deliberation.Load(entries, Now());
        foreach (var (state, goesOn) in begun)
        {
            if (goesOn)
            {
                LogResumed(state.Policy.Cluster, state.Masters.Count);
            }
            else
            {
                LogFirstStart(state.Policy.Cluster);
            }
        }

        committed = new([.. begun.Where(one => one.GoesOn).Select(one => one.State)], committed.Status);
    }

    /// <summary>After a pause of the process nothing that is believed may be true any more.</summary>
    private void Recollect(Deliberation deliberation)
    {
        if (pauses.Take() is not { } pause)
        {
            return;
        }

        LogPaused(pause);
        deliberation.Suspect(Now(time.GetUtcNow()));
        foreach (var cluster in settings.Clusters)
        {
            source.ReadAgain(cluster.Cluster);
        }
    }

    /// <returns>Whether anything changed.</returns>
    private bool Defer(Deliberation deliberation)
    {
        var changed = false;
        var now = deferred;
        foreach (var state in deliberation.Working.Where(state => state.Defers != now.Contains(state.Policy.Cluster)).ToList())
        {
            changed = true;
            var cluster = state.Policy.Cluster;
            deliberation.Defer(cluster, !state.Defers, Now(time.GetUtcNow()));
            if (state.Defers)
            {
                LogDecides(cluster);
                source.ReadAgain(cluster);
            }
            else
            {
                LogDefers(cluster);
            }
        }

        return changed;
    }

    /// <returns>Whether nothing is left to take.</returns>
    private bool Drain(Deliberation deliberation)
    {
        for (var count = 0; count < settings.BatchSize; count++)
        {
            if (!source.Observations.TryRead(out var observation))
            {
                return true;
            }

            taken++;
            heard.Add(observation);
            Pass(deliberation, observation.At);
            deliberation.Hear(observation, Now(observation.At));
        }

        return false;
    }

    private void Pass(Deliberation deliberation, DateTimeOffset until)
    {
        for (; nextTick <= until; nextTick += settings.Tick)
        {
            deliberation.Pass(Now(nextTick));
        }
    }

    private void Failed(Observation observation, Exception failure)
    {
        LogStepFailed(observation.Cluster, observation.Sentinel.Address, observation.GetType().Name, failure);
        source.ReadAgain(observation.Cluster);
    }

    /// <summary>Tries until it succeeds: meanwhile the queue before this loop holds what is heard, and says so when it cannot.</summary>
    private async Task CommitAsync(Deliberation deliberation, CancellationToken cancellation)
    {
        var before = committed.Clusters.ToDictionary(cluster => cluster.Policy.Cluster, StringComparer.Ordinal);
        JournalBatch? batch;
        CommitResult? result = null;
        while ((batch = deliberation.Batch()) is not null && (result = await InsistAsync(batch, cancellation)) is CommitResult.Overtaken overtaken)
        {
            LogOvertaken(overtaken.Newer.Count);
            foreach (var cluster in deliberation.Rebase(overtaken.Newer, Now(time.GetUtcNow())))
            {
                source.ReadAgain(cluster);
            }
        }

        var questions = deliberation.Kept();
        announced += batch?.Events.Count ?? 0;
        committed = new([.. deliberation.Working], new PipelineStatus(true, taken, announced, null, null));
        if (batch?.Events.Count > 0)
        {
            delivery.Hand(result is CommitResult.Committed done ? done.Events : []);

            // The last loop that was woken goes on in this thread at once, rather than when another thread has been woken for it.
            await Task.Yield();
            var told = nextEvents;
            nextEvents = new(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }

        foreach (var question in questions)
        {
            if (question.DemotedAt is { } switchedAt)
            {
                source.AskOldMaster(question.Cluster, question.Master, question.Node, switchedAt);
            }
            else
            {
                source.AskRole(question.Cluster, question.Master, question.Node);
            }
        }

        Tell(before, batch?.Events ?? []);
    }

    /// <summary>The journal is open, but it may go away in the very next moment, as it may at any other.</summary>
    private Task<IReadOnlyList<StateEntry>> LoadAsync(CancellationToken cancellation) =>
        InsistAsync(() => journal.LoadStateAsync(cancellation), LogLoadFailed, cancellation);

    private async Task<CommitResult> InsistAsync(JournalBatch batch, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var result = await InsistAsync(
            () =>
            {
                begun = time.GetTimestamp();
                return journal.CommitAsync(batch, cancellation);
            },
            LogCommitFailed,
            cancellation);
        lastCommit = new Instant(time.GetUtcNow());
        Telemetry.JournalCommit.Record(time.GetElapsedTime(begun).TotalSeconds);
        if (committed.Status.CommitProblem is not null)
        {
            LogCommitWorks(time.GetUtcNow() - committed.Status.CommitProblemSince!.Value);
        }

        return result;
    }

    private async Task<T> InsistAsync<T>(Func<Task<T>> ask, Action<string, Exception> tell, CancellationToken cancellation)
    {
        var wait = settings.FirstRetry;
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                Interlocked.Increment(ref turns);
                if (committed.Status.CommitProblem is null)
                {
                    tell(failure.Message, failure);
                }

                committed = committed with
                {
                    Status = committed.Status with { CommitProblem = failure.Message, CommitProblemSince = committed.Status.CommitProblemSince ?? time.GetUtcNow() },
                };
                await Task.Delay(wait, time, cancellation);
                wait = wait * 2 < settings.LongestRetry ? wait * 2 : settings.LongestRetry;
            }
        }
    }

    private void Tell(Dictionary<string, ClusterState> before, IReadOnlyList<RoutedEvent> events)
    {
        var committedAt = time.GetUtcNow();
        foreach (var routed in events)
        {
            var e = routed.Agreed.Event;
            told.Add(e);
            if (!e.Reconciled)
            {
                // What was found afterwards was not agreed late, but heard late.
                Telemetry.AgreementDuration.Record(Seconds(e.OccurredAt, e.AgreedAt), new KeyValuePair<string, object?>("kind", e.Kind.ToString()));
            }

            Telemetry.CommitDelay.Record(Seconds(e.AgreedAt, committedAt));
            EventSpans.Tell(e, committedAt);
            LogEvent(
                LevelOf(e.Severity),
                e.Kind,
                e.Cluster,
                VisibleText.Of(e.Master ?? "-"),
                e.Severity,
                e.Epoch,
                e.Agreement.Reported,
                e.Agreement.Required,
                e.Agreement.Basis,
                Seconds(e.OccurredAt, e.AgreedAt),
                e.IncidentId,
                e.EventId);
        }

        foreach (var cluster in committed.Clusters)
        {
            var known = before.GetValueOrDefault(cluster.Policy.Cluster)?.Masters;
            if (ReferenceEquals(known, cluster.Masters))
            {
                continue;
            }

            foreach (var (name, master) in cluster.Masters)
            {
                if (master.Record.Agreed is { } agreed && known?.GetValueOrDefault(name)?.Record.Agreed is null)
                {
                    LogFollowing(cluster.Policy.Cluster, VisibleText.Of(name), VisibleText.Of(agreed.Address.ToString()), agreed.Epoch);
                }
            }
        }
    }

    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => to > from ? (to - from).TotalSeconds : 0;

    private static LogLevel LevelOf(Severity severity) => severity switch
    {
        Severity.Critical => LogLevel.Critical,
        Severity.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };

    /// <summary>Time for the rules never steps back, in whatever order the sentinels are heard.</summary>
    private DateTimeOffset Now(DateTimeOffset? at = null)
    {
        var now = at ?? time.GetUtcNow();
        latest = now > latest ? now : latest;
        return latest;
    }

    private sealed record Instant(DateTimeOffset At);

    private sealed record Picture(IReadOnlyList<ClusterState> Clusters, PipelineStatus Status);
}
