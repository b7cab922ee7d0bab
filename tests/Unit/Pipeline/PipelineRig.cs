using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Pipeline;

/// <summary>The loop between a queue that the test fills and a journal that the test commands, in time that the test owns.</summary>
internal sealed class PipelineRig : IObservationSource, IDeliverySignal, IHostApplicationLifetime, IWorkerName, IWorkerBoard, IAsyncDisposable
{
    private static readonly MasterSettings Settings = new(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1);
    private readonly Channel<Observation> queue = Channel.CreateUnbounded<Observation>();
    private readonly PipelineService service;
    private int rereads;

    public PipelineRig(ScriptedJournal journal, ILogger<PipelineService>? logger = null)
    {
        Journal = journal;
        var policy = new ClusterPolicy(
            "local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
        var settings = new PipelineSettings([policy], () => new RoutingTable(null, ["mail", "heartbeat"]) { Takes = (name, _) => name != "heartbeat" });
        service = new PipelineService(settings, this, journal, this, this, this, this, Time, logger ?? NullLogger<PipelineService>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ScriptedJournal Journal { get; }

    public int Rereads => Volatile.Read(ref rereads);

    public PipelineStatus Status => service.Status;

    public IPipelineMeasures Measures => service;

    public IReadOnlyList<ClusterState> Clusters => service.Clusters;

    /// <summary>What the other workers show.</summary>
    public IReadOnlyList<WorkerSight> Others { get; set; } = [];

    string IWorkerName.Name => "here";

    ChannelReader<Observation> IObservationSource.Observations => queue.Reader;

    CancellationToken IHostApplicationLifetime.ApplicationStarted => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopping => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopped => CancellationToken.None;

    public static SentinelIdentity Sentinel(int number) => new($"s{number}", new HostAddress($"10.0.1.{number}", 26379));

    public static HostAddress Node(int number) => new($"10.0.0.{number}", 6379);

    public async Task StartAsync()
    {
        await service.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync("it runs", () => Status.Running);
        for (var number = 1; number <= 3; number++)
        {
            Say(new SentinelSighted("local", Sentinel(number), Time.GetUtcNow()));
        }

        ReadAll(Node(1), 3);
        await UntilAsync("the master is followed", () => Clusters[0].Masters.GetValueOrDefault("mymaster")?.Record.Agreed is not null);
    }

    public void Say(Observation observation) => queue.Writer.TryWrite(observation);

    /// <summary>Every sentinel answers alike.</summary>
    public void ReadAll(HostAddress master, long epoch, bool down = false)
    {
        for (var number = 1; number <= 3; number++)
        {
            Say(Snapshot(number, master, epoch, down));
        }
    }

    public SnapshotTaken Snapshot(int number, HostAddress master, long epoch, bool down = false) => new(
        "local",
        Sentinel(number),
        Time.GetUtcNow(),
        new SentinelSnapshot($"p{number}", "7.0.15", TimeSpan.FromDays(1), false,
        [
            new MasterSnapshot(
                "mymaster", master, master, epoch, down ? "" : "run", down ? InstanceFlags.SDown : 0, down ? TimeSpan.Zero : null, "master", null, 2, Settings,
                new QuorumCheck(3, true, "OK"), [], [.. Enumerable.Range(1, 3).Where(peer => peer != number).Select(peer => new PeerSnapshot(Sentinel(peer).Id, Sentinel(peer).Address, 0, null, TimeSpan.Zero))]),
        ]));

    /// <summary>Lets time pass in steps that are no pause of the process.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= PauseDetector.Period)
        {
            Time.Advance(left < PauseDetector.Period ? left : PauseDetector.Period);
            // The timers' continuations run on other threads.
            await Task.Yield();
        }
    }

    public Task UntilAsync(string what, Func<bool> holds) => Until.TrueAsync(
        holds, () => $"not yet: {what}; events {string.Join(", ", Journal.Events.Select(e => e.Kind))}, status {Status}",
        // Whatever waits for a group of observations or a retry goes on.
        () => Time.Advance(TimeSpan.FromMilliseconds(50)));

    void IObservationSource.AskRole(string cluster, string master, HostAddress node)
    {
    }

    void IObservationSource.AskOldMaster(string cluster, string master, HostAddress node, DateTimeOffset switchedAt)
    {
    }

    void IObservationSource.ReadAgain(string cluster) => Interlocked.Increment(ref rereads);

    Task<IReadOnlyList<WorkerSight>> IWorkerBoard.ExchangeAsync(WorkerSight own, CancellationToken cancellation) => Task.FromResult(Others);

    void IDeliverySignal.Wake()
    {
    }

    void IHostApplicationLifetime.StopApplication()
    {
    }

    /// <summary>Time goes on while it stops.</summary>
    public async Task StopAsync()
    {
        var stopped = service.StopAsync(CancellationToken.None);
        await UntilAsync("it has stopped", () => stopped.IsCompleted);
        await stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        service.Dispose();
    }
}
