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
    IDeliverySignal delivery,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<PipelineService> logger) : BackgroundService, IPipelineView
{
    private readonly Dictionary<string, ClusterState> working = new(StringComparer.Ordinal);
    private readonly List<Observation> observations = [];
    private readonly List<RoutedEvent> events = [];
    private readonly List<LateWitness> witnesses = [];
    private readonly List<(string Cluster, Decision.AskRole Question)> questions = [];
    private volatile Picture committed = new([], new PipelineStatus(false, 0, 0, null));
    private long taken;
    private long announced;
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    public IReadOnlyList<ClusterState> Clusters => committed.Clusters;

    public PipelineStatus Status => committed.Status;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is not committed will be read again.
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
    }

    private void Stop()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        await CommitAsync(cancellation);
        var nextTick = time.GetUtcNow() + settings.Tick;
        var oldestWaits = DateTimeOffset.MaxValue;
        Task<bool>? reading = null;
        while (!cancellation.IsCancellationRequested)
        {
            reading ??= source.Observations.WaitToReadAsync(cancellation).AsTask();
            var until = (nextTick < oldestWaits ? nextTick : oldestWaits) - time.GetUtcNow();
            if (!reading.IsCompleted && until > TimeSpan.Zero)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAny(reading, Task.Delay(until, time, waiting.Token));
                await waiting.CancelAsync();
            }

            if (reading.IsCompleted)
            {
                if (!await reading)
                {
                    return;
                }

                reading = null;
                Drain();
            }

            var now = Now();
            if (now >= nextTick)
            {
                nextTick = now + settings.Tick;
                foreach (var cluster in working.Values.ToList())
                {
                    Take(ClusterAgreement.Tick(cluster, now));
                }
            }

            if (observations.Count > 0 && oldestWaits == DateTimeOffset.MaxValue)
            {
                oldestWaits = now + settings.GroupCommit;
            }

            if (events.Count > 0 || witnesses.Count > 0 || observations.Count >= settings.BatchSize || now >= oldestWaits)
            {
                oldestWaits = DateTimeOffset.MaxValue;
                await CommitAsync(cancellation);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var entries = await journal.LoadStateAsync(cancellation);
        foreach (var policy in settings.Clusters)
        {
            var kept = StateCodec.Read(policy, entries, Now());
            working[policy.Cluster] = kept ?? ClusterState.New(policy, Now());
            if (kept is null)
            {
                LogFirstStart(policy.Cluster);
            }
            else
            {
                LogResumed(policy.Cluster, kept.Masters.Count);
            }
        }

        committed = new([.. working.Values.Where(cluster => entries.Any(entry => entry.Cluster == cluster.Policy.Cluster))], committed.Status);
    }

    private void Drain()
    {
        for (var count = 0; count < settings.BatchSize && source.Observations.TryRead(out var observation); count++)
        {
            taken++;
            observations.Add(observation);
            if (working.TryGetValue(observation.Cluster, out var cluster))
            {
                Step(cluster, observation);
            }
        }
    }

    /// <summary>One observation that breaks a rule must not end the watching of everything else.</summary>
    private void Step(ClusterState cluster, Observation observation)
    {
        try
        {
            Take(ClusterAgreement.Step(cluster, observation, Now(observation.At)));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogStepFailed(cluster.Policy.Cluster, observation.Sentinel.Address, observation.GetType().Name, failure);
        }
    }

    private void Take(StepResult result)
    {
        var cluster = result.State.Policy.Cluster;
        working[cluster] = result.State;
        foreach (var decision in result.Decisions)
        {
            switch (decision)
            {
                case Decision.Announce announce:
                    events.Add(new RoutedEvent(announce.Agreed, Router.Route(announce.Agreed.Event, settings.Routes, settings.Destinations)));
                    break;
                case Decision.Attach attach:
                    witnesses.Add(attach.Witness);
                    break;
                case Decision.AskRole question:
                    questions.Add((cluster, question));
                    break;
            }
        }
    }

    /// <summary>Tries until it succeeds: meanwhile the queue before this loop holds what is heard, and says so when it cannot.</summary>
    private async Task CommitAsync(CancellationToken cancellation)
    {
        var before = committed.Clusters.ToDictionary(cluster => cluster.Policy.Cluster, StringComparer.Ordinal);
        var batch = new JournalBatch(
            [.. observations],
            [.. events],
            [.. witnesses],
            [.. working.Values.SelectMany(cluster => StateCodec.Changes(before.GetValueOrDefault(cluster.Policy.Cluster), cluster))]);
        if (batch is not { Observations.Count: 0, Events.Count: 0, Witnesses.Count: 0, State.Count: 0 })
        {
            await CommitAsync(batch, cancellation);
        }

        observations.Clear();
        events.Clear();
        witnesses.Clear();
        announced += batch.Events.Count;
        committed = new([.. working.Values], new PipelineStatus(true, taken, announced, null));
        if (batch.Events.Count > 0)
        {
            delivery.Wake();
        }

        foreach (var (cluster, question) in questions)
        {
            source.AskRole(cluster, question.Master, question.Node);
        }

        questions.Clear();
        Tell(before, batch);
    }

    private async Task CommitAsync(JournalBatch batch, CancellationToken cancellation)
    {
        var wait = settings.FirstRetry;
        while (true)
        {
            try
            {
                await journal.CommitAsync(batch, cancellation);
                if (committed.Status.CommitProblem is not null)
                {
                    LogCommitWorks();
                }

                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (committed.Status.CommitProblem is null)
                {
                    LogCommitFailed(failure.Message, failure);
                }

                committed = committed with { Status = committed.Status with { CommitProblem = failure.Message } };
                await Task.Delay(wait, time, cancellation);
                wait = wait * 2 < settings.LongestRetry ? wait * 2 : settings.LongestRetry;
            }
        }
    }

    private void Tell(Dictionary<string, ClusterState> before, JournalBatch batch)
    {
        foreach (var routed in batch.Events)
        {
            var e = routed.Agreed.Event;
            LogEvent(e.Kind, e.Cluster, VisibleText.Of(e.Master ?? "-"), e.Severity, e.Epoch, e.Agreement.Reported, e.Agreement.Required, e.Agreement.Basis, e.EventId);
        }

        foreach (var cluster in working.Values)
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

    /// <summary>Time for the rules never steps back, whatever the wall clock does.</summary>
    private DateTimeOffset Now(DateTimeOffset atLeast = default)
    {
        var now = time.GetUtcNow();
        latest = now > latest ? now : latest;
        latest = atLeast > latest ? atLeast : latest;
        return latest;
    }

    private sealed record Picture(IReadOnlyList<ClusterState> Clusters, PipelineStatus Status);
}
