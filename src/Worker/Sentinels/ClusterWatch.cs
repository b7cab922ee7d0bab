using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>The sentinels of one deployment: those configured, and those that they name. Each sentinel is watched once.</summary>
internal sealed partial class ClusterWatch(
    ClusterOptions cluster, ObservationQueue queue, TimeProvider time, Func<Random> random, ILogger logger) : IConnectionOwner
{
    /// <summary>A sentinel that was reset forgets the others for a moment; that is not their end.</summary>
    private const int UnlistedIntervals = 3;

    private readonly RecentMessages _recent = new();
    private readonly SentinelReplies _replies = new(cluster.User);
    private readonly Lock _gate = new();
    private readonly List<Running> _running = [];
    private readonly Dictionary<SentinelConnection, Task> _ending = [];
    private readonly Dictionary<string, SentinelConnection> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<SentinelConnection, Dictionary<string, HostAddress>> _peers = [];
    private CancellationToken _stopping;
    private bool _stopped;

    public string Name => cluster.Name;

    public ClusterOptions Options => cluster;

    public IReadOnlyList<SentinelWatchStatus> Sentinels
    {
        get
        {
            lock (_gate)
            {
                return [.. _running.Select(running => running.Connection.Status)];
            }
        }
    }

    /// <summary>Watches until cancelled; returns when every connection is closed.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _stopping = cancellation;
        lock (_gate)
        {
            foreach (var address in cluster.Sentinels.Select(EndpointText.Read).DistinctBy(address => address.Canonical()))
            {
                Start(address, configured: true, expectedId: null);
            }
        }

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        Task[] working;
        lock (_gate)
        {
            _stopped = true;
            working = [.. _running.Select(running => running.Work), .. _ending.Values];
        }

        await Task.WhenAll(working);
    }

    public void ReadAgain()
    {
        lock (_gate)
        {
            foreach (var running in _running)
            {
                running.Connection.ReadAgain();
            }
        }
    }

    public bool IsStopping => _stopping.IsCancellationRequested;

    public async Task<SentinelConnection?> ClaimAsync(SentinelConnection connection, string id, CancellationToken cancellation)
    {
        while (true)
        {
            Task ending;
            lock (_gate)
            {
                if (!_claims.TryGetValue(id, out var holder) || holder == connection)
                {
                    _claims[id] = connection;
                    StopWaitingElsewhere(connection, id);
                    return null;
                }

                if (!_ending.TryGetValue(holder, out ending!))
                {
                    if (!connection.Configured || holder.Configured)
                    {
                        return holder;
                    }

                    ending = Stop(holder);
                }
            }

            // Its last word is that the sentinel is not seen any more: after the first word of its successor it would be taken for true.
            await ending.WaitAsync(cancellation);
        }
    }

    public void Release(SentinelConnection connection, string id)
    {
        lock (_gate)
        {
            if (_claims.GetValueOrDefault(id) == connection)
            {
                _claims.Remove(id);
            }
        }
    }

    public void OnSnapshot(SentinelConnection connection, SentinelSnapshot snapshot)
    {
        lock (_gate)
        {
            var named = new Dictionary<string, HostAddress>(StringComparer.Ordinal);
            foreach (var peer in snapshot.Masters.SelectMany(master => master.Sentinels ?? []))
            {
                if (peer.Id.Length > 0 && peer.Address is { Host.Length: > 0, Port: > 0 })
                {
                    named[peer.Id] = peer.Address;
                }
            }

            _peers[connection] = named;
            Follow(connection, named);
            DropUnlisted();
        }
    }

    /// <summary>It is found: addresses at which it was before, or was said to be, need not be tried any more.</summary>
    private void StopWaitingElsewhere(SentinelConnection connection, string id)
    {
        foreach (var other in _running.Where(one => !one.Connection.Configured && one.Connection != connection && (one.Connection.Id ?? one.ExpectedId) == id).ToArray())
        {
            LogMoved(cluster.Name, id, other.Connection.Address, connection.Address);
            Stop(other.Connection);
        }
    }

    private void Follow(SentinelConnection source, Dictionary<string, HostAddress> named)
    {
        foreach (var (id, address) in named)
        {
            if (id == source.Id || _claims.ContainsKey(id) || _running.Any(one => one.Connection.Address.SameAs(address)))
            {
                continue;
            }

            var moved = _running.Find(one => !one.Connection.Configured && (one.Connection.Id ?? one.ExpectedId) == id);
            if (moved is not null)
            {
                LogMoved(cluster.Name, id, moved.Connection.Address, address);
                Stop(moved.Connection);
            }
            else
            {
                LogFound(cluster.Name, id, address, source.Address);
            }

            Start(address, configured: false, id);
        }
    }

    private void DropUnlisted()
    {
        foreach (var running in _running.Where(one => !one.Connection.Configured).ToArray())
        {
            var (connection, id) = (running.Connection, running.Connection.Id ?? running.ExpectedId);
            var others = _peers.Where(pair => pair.Key != connection && pair.Key.Status.State == SentinelWatchState.Watching).ToArray();

            // Where nobody else is seen there is nobody to have forgotten it.
            var listed = others.Length == 0
                || others.Any(other => other.Value.Any(peer => peer.Key == id || peer.Value.SameAs(connection.Address)));
            if (listed)
            {
                running.ListedAt = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(running.ListedAt) > cluster.SnapshotInterval * UnlistedIntervals)
            {
                LogDropped(cluster.Name, connection.Address);
                Stop(connection);
            }
        }
    }

    private void Start(HostAddress address, bool configured, string? expectedId)
    {
        if (_stopped)
        {
            return;
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        var connection = new SentinelConnection(cluster, address, configured, queue, _recent, _replies, this, time, random(), logger);
        var running = new Running(connection, expectedId, stop) { ListedAt = time.GetTimestamp() };
        _running.Add(running);
        running.Work = RunOneAsync(running);
    }

    private async Task RunOneAsync(Running running)
    {
        // Not within the lock of whoever starts it.
        await Task.Yield();
        try
        {
            await running.Connection.RunAsync(running.Stop.Token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogBroken(cluster.Name, running.Connection.Address, failure);
        }
        finally
        {
            lock (_gate)
            {
                Forget(running);
                _ending.Remove(running.Connection);
            }

            running.Stop.Dispose();
        }
    }

    /// <returns>Completes when it has ended.</returns>
    private Task Stop(SentinelConnection connection)
    {
        if (_running.Find(one => one.Connection == connection) is not { } running)
        {
            return Task.CompletedTask;
        }

        Forget(running);
        _ending[connection] = running.Work;
        running.Stop.CancelAsync();
        return running.Work;
    }

    private void Forget(Running running)
    {
        _peers.Remove(running.Connection);
        if (!running.Connection.Configured)
        {
            _running.Remove(running);
        }
    }

    private sealed class Running(SentinelConnection connection, string? expectedId, CancellationTokenSource stop)
    {
        public SentinelConnection Connection { get; } = connection;

        public string? ExpectedId { get; } = expectedId;

        public CancellationTokenSource Stop { get; } = stop;

        public Task Work { get; set; } = Task.CompletedTask;

        public long ListedAt { get; set; }
    }
}
