using System.Threading.Channels;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Watches every sentinel of every configured deployment.</summary>
public sealed partial class SentinelWatch : BackgroundService, IObservationSource, ISentinelWatchView
{
    private readonly ObservationQueue _queue;
    private readonly List<ClusterWatch> _clusters;
    private readonly RoleAsker _roles;
    private readonly SemaphoreSlim _roleQuestions;
    private readonly OldMasterWatch _oldMasters;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _afterTelling;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public SentinelWatch(IReadOnlyList<ClusterOptions> clusters, SentinelWatchSettings settings, TimeProvider time, ILogger<SentinelWatch> logger)
    {
        _time = time;
        _logger = logger;
        _queue = new ObservationQueue(settings);
        _roles = new RoleAsker(time);
        _afterTelling = settings.AfterTelling;
        _roleQuestions = new SemaphoreSlim(settings.RoleQuestions);
        _oldMasters = new OldMasterWatch(_queue.Writer, settings, time, logger);
        var seeds = new Random(settings.Seed ?? HashCode.Combine(time.GetTimestamp(), Environment.ProcessId));
        _clusters = [.. clusters.Select(cluster => new ClusterWatch(cluster, _queue, time, NextRandom, logger))];

        Random NextRandom()
        {
            lock (seeds)
            {
                return new Random(seeds.Next());
            }
        }
    }

    public ChannelReader<Observation> Observations => _queue.Reader;

    public IReadOnlyList<SentinelWatchStatus> Sentinels => [.. _clusters.SelectMany(cluster => cluster.Sentinels)];

    public int Waiting => _queue.Waiting;

    public IReadOnlyDictionary<string, TimeSpan> OldMastersWritable => _oldMasters.Writable;

    public void AskRole(string cluster, string master, HostAddress node)
    {
        if (_clusters.Find(one => one.Name == cluster) is { } watch)
        {
            _ = AskRoleAsync(watch.Options, master, node);
        }
    }

    public void AskOldMaster(string cluster, string master, HostAddress node, DateTimeOffset switchedAt)
    {
        if (_clusters.Find(one => one.Name == cluster) is { } watch && !_stopping.IsCancellationRequested)
        {
            _oldMasters.Ask(watch.Options, master, node, switchedAt, _stopping.Token);
        }
    }

    public void ReadAgain(string cluster) => _clusters.Find(one => one.Name == cluster)?.ReadAgain();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Whoever reads must come to an end even when it was stopped before it had begun.
        await _stopping.CancelAsync();
        _queue.Writer.TryComplete();
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _roleQuestions.Dispose();
        _oldMasters.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var link = stoppingToken.Register(_stopping.Cancel);
        await Task.WhenAll(_clusters.Select(cluster => cluster.RunAsync(stoppingToken)));
        _queue.Writer.TryComplete();
    }

    private async Task AskRoleAsync(ClusterOptions cluster, string master, HostAddress node)
    {
        try
        {
            var stop = _stopping.Token;
            await Task.Delay(_afterTelling, _time, stop);
            await _roleQuestions.WaitAsync(stop);
            try
            {
                var role = await _roles.AskAsync(cluster.DataNodes, node, stop);
                await _queue.Writer.WriteAsync(
                    new RoleRead(cluster.Name, new SentinelIdentity("worker", node), _time.GetUtcNow(), master, node, role), stop);
            }
            finally
            {
                _roleQuestions.Release();
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ChannelClosedException or ObjectDisposedException)
        {
            // Stopping: nobody waits for the answer any more.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogRoleFailed(cluster.Name, node, failure);
        }
    }

    [LoggerMessage(1021, LogLevel.Error, "{Cluster}: asking {Node} for its role ended by an error that should not be")]
    private partial void LogRoleFailed(string cluster, HostAddress node, Exception failure);
}
