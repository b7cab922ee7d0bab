using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Lab;

/// <summary>
/// Watches sentinels as the service does and keeps every observation in its order. Agreement runs beside, so that data nodes are
/// asked for their role when the service would ask them, and their answers are recorded, too.
/// </summary>
internal sealed class Recorder : IAsyncDisposable
{
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly List<RecordingLine> lines = [];
    private readonly TimeProvider time = TimeProvider.System;
    private readonly CancellationTokenSource stopping = new();
    private readonly Action<string> tell;
    private readonly SentinelWatch watch;
    private readonly Task reading;
    private readonly Task ticking;
    private ClusterState state;
    private DateTimeOffset latest;

    public Recorder(ClusterOptions cluster, int seed, Action<string> tell)
    {
        this.tell = tell;
        latest = time.GetUtcNow();
        StartedAt = latest;
        Policy = new RecordingPolicy(
            cluster.Name, cluster.Sentinels.Count, cluster.Agreement, cluster.UnconfirmedAfter, cluster.DivergedAfter, cluster.SilenceLimit, cluster.SnapshotInterval);
        state = ClusterState.New(Policy.ToClusterPolicy(), StartedAt);
        watch = new SentinelWatch([cluster], new SentinelWatchSettings { Seed = seed }, time, NullLogger<SentinelWatch>.Instance);
        reading = ReadAsync();
        ticking = TickAsync();
    }

    public DateTimeOffset StartedAt { get; }

    public RecordingPolicy Policy { get; }

    public IReadOnlyList<RecordingLine> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public Task StartAsync(CancellationToken cancellation) => watch.StartAsync(cancellation);

    public void Mark(string action)
    {
        lock (gate)
        {
            Add(new RecordingLine(Seconds(Now()), action, null));
        }

        tell(action);
    }

    /// <summary>Ends the watching before the servers are stopped, so that their end is not recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await watch.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAll(reading, ticking).ConfigureAwait(false);
        watch.Dispose();
        stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var observation in watch.Observations.ReadAllAsync().ConfigureAwait(false))
        {
            if (stopping.IsCancellationRequested)
            {
                continue;
            }

            lock (gate)
            {
                var now = Now(observation.At);
                Add(new RecordingLine(Seconds(now), null, observation));
                Take(ClusterAgreement.Step(state, observation, now));
            }
        }
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TickLength, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false))
            {
                lock (gate)
                {
                    Take(ClusterAgreement.Tick(state, Now()));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The recording is over.
        }
    }

    private void Take(StepResult result)
    {
        state = result.State;
        foreach (var decision in result.Decisions)
        {
            switch (decision)
            {
                case Decision.AskRole question:
                    watch.AskRole(state.Policy.Cluster, question.Master, question.Node);
                    break;
                case Decision.AskOldMaster question:
                    watch.AskOldMaster(state.Policy.Cluster, question.Master, question.Node, question.SwitchedAt);
                    break;
                case Decision.Announce announce:
                    tell(string.Create(CultureInfo.InvariantCulture, $"=> {announce.Agreed.Key}"));
                    break;
            }
        }
    }

    private void Add(RecordingLine line) => lines.Add(line);

    /// <summary>Rounded up: no line is older than the observation that it holds.</summary>
    private decimal Seconds(DateTimeOffset at) => Math.Ceiling((decimal)(at - StartedAt).Ticks / TimeSpan.TicksPerMillisecond) / 1000m;

    private DateTimeOffset Now(DateTimeOffset atLeast = default)
    {
        var now = time.GetUtcNow();
        latest = now > latest ? now : latest;
        latest = atLeast > latest ? atLeast : latest;
        return latest;
    }
}
