using System.Threading.Channels;
using SentinelEvents.Worker.Events;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>One unbroken period of watching one sentinel: from the confirmed subscription until anything goes wrong with it.</summary>
internal sealed class SentinelSession(
    SentinelLink link,
    SnapshotReader reader,
    SentinelIdentity identity,
    SentinelOutlet outlet,
    RecentMessages recent,
    ClusterOptions cluster,
    ISessionEvents events,
    TimeProvider time,
    Random random)
{
    /// <summary>Changes come in bursts; one snapshot after the burst tells more than many within it.</summary>
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);

    /// <summary>A snapshot of a sentinel with many masters costs it time: it may take at most a tenth of it.</summary>
    private const int RestPerSnapshot = 9;

    /// <summary>How often it is looked whether a backlog is gone.</summary>
    private static readonly TimeSpan BacklogPause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How many masters are read at a time, beside a snapshot. When thousands change at once, whatever is said of one while it waits is answered by one read; and what this
    /// sentinel has to answer, and this service to keep, does not grow with their number.
    /// </summary>
    private const int MostReads = 32;

    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<string> _toRead = new();
    private readonly Dictionary<string, bool> _readAgain = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changedWhileReading = new(StringComparer.Ordinal);
    private readonly Channel<bool> _snapshotWanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private CancellationToken _stopped;
    private int _readers;
    private bool _over;
    private long _lastTraffic;

    /// <summary>Watches until it ends, and says why it did.</summary>
    public async Task<SentinelProblem> RunAsync(IReadOnlyList<ChannelMessageQueue> queues, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _stopped = stop.Token;
        Touch();
        foreach (var queue in queues)
        {
            queue.OnMessage(Hear);
        }

        var hearing = StayInTouchAsync(link.PingMessagesAsync, () => Interlocked.Read(ref _lastTraffic), Touch, SentinelProblem.Silent, stop.Token);
        var answered = time.GetTimestamp();
        var answering = StayInTouchAsync(
            link.PingCommandsAsync, () => Interlocked.Read(ref answered), () => Interlocked.Exchange(ref answered, time.GetTimestamp()), SentinelProblem.SilentCommands, stop.Token);
        var snapshots = TakeSnapshotsAsync(stop.Token);
        try
        {
            return await await Task.WhenAny(link.Lost.WaitAsync(stop.Token), hearing, answering, snapshots);
        }
        finally
        {
            lock (_gate)
            {
                _over = true;
            }

            await stop.CancelAsync();
            await Task.WhenAll(hearing, answering, snapshots).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Hear(ChannelMessage received)
    {
        try
        {
            Take(received);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The client would swallow it, and with it every trace of the message.
            events.OnHearingFailed(failure);
            WantSnapshot();
        }
    }

    private void Take(ChannelMessage received)
    {
        var at = time.GetUtcNow();
        Touch();
        var known = reader.Names;
        ReadOnlyMemory<byte> payload = received.Message;
        var message = recent.Read((byte[]?)received.Channel, payload.Span, known);
        if (message is Unrecognised unrecognised)
        {
            events.OnUnrecognised(unrecognised);
        }

        var name = Reactions.MasterOf(message);
        if (name is not null && !Glob.IsMatchAny(cluster.Masters, name))
        {
            return;
        }

        var reaction = Reactions.To(message, known);
        var changed = reaction.HasFlag(Reaction.ReadMaster) ? name : null;
        if (changed is not null)
        {
            // Before the message is passed on: a snapshot that is written after it must know of it.
            lock (_gate)
            {
                _changedWhileReading.Add(changed);
            }
        }

        Offer(new MessageHeard(cluster.Name, identity, at, message));
        if (changed is not null)
        {
            ReadAtOnce(changed);
        }

        if (reaction.HasFlag(Reaction.SnapshotSoon))
        {
            WantSnapshot();
        }
    }

    private void Offer(Observation observation)
    {
        OutletResult result;
        lock (_gate)
        {
            // After the end has been told nothing of this session may follow.
            if (_over)
            {
                return;
            }

            result = outlet.Offer(observation);
        }

        if (result == OutletResult.Written)
        {
            return;
        }

        WantSnapshot();
        if (result == OutletResult.FirstMissed)
        {
            events.OnQueueFull();
        }
    }

    private void ReadAtOnce(string name)
    {
        lock (_gate)
        {
            // One read at a time for each master, or an older answer could overtake a newer one.
            if (!_readAgain.TryAdd(name, false))
            {
                _readAgain[name] = true;
                return;
            }

            _toRead.Enqueue(name);
            if (_readers == MostReads)
            {
                return;
            }

            _readers++;
        }

        _ = ReadChangedAsync();
    }

    private async Task ReadChangedAsync()
    {
        try
        {
            while (NextToRead() is { } name)
            {
                try
                {
                    await ReadAsync(name);
                }
                catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
                {
                    // One master that cannot be read must not keep the others waiting.
                    events.OnHearingFailed(failure);
                    WantSnapshot();
                }

                lock (_gate)
                {
                    if (_readAgain[name])
                    {
                        _toRead.Enqueue(name);
                    }
                    else
                    {
                        _readAgain.Remove(name);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The session is over; whatever comes next begins with a snapshot.
        }
    }

    private async Task ReadAsync(string name)
    {
        var asked = time.GetUtcNow();
        var answer = await reader.ReadMasterAsync(name, _stopped);
        if (answer.Problem is null)
        {
            Offer(new MasterRead(cluster.Name, identity, time.GetUtcNow(), name, answer.Value, asked));
        }
        else
        {
            WantSnapshot();
        }
    }

    private string? NextToRead()
    {
        lock (_gate)
        {
            if (!_toRead.TryDequeue(out var name))
            {
                _readers--;
                return null;
            }

            // What was said of it until now is answered by this read.
            _readAgain[name] = false;
            return name;
        }
    }

    /// <summary>Asks for a snapshot soon; several wishes are one.</summary>
    public void WantSnapshot() => _snapshotWanted.Writer.TryWrite(true);

    private async Task<SentinelProblem> TakeSnapshotsAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (outlet.IsBacklogged)
            {
                await Task.Delay(BacklogPause, time, cancellation);
            }

            _snapshotWanted.Reader.TryRead(out _);
            var started = time.GetTimestamp();
            var asked = time.GetUtcNow();
            var missed = outlet.MissedBeforeSnapshot();
            lock (_gate)
            {
                _changedWhileReading.Clear();
            }

            var answer = await reader.ReadAllAsync(cancellation);
            if (answer.Value is { } read)
            {
                var snapshot = await WithLatestAsync(read, cancellation);
                var complete = await outlet.WriteSnapshotAsync(
                    new SnapshotTaken(cluster.Name, identity, time.GetUtcNow(), snapshot, AskedAt: asked), missed, cancellation);
                events.OnSnapshot(snapshot);
                if (!complete || HasChanged())
                {
                    WantSnapshot();
                }

                await WaitForNextAsync(time.GetElapsedTime(started), cancellation);
            }
            else if (answer.Problem is { Kind: SentinelProblemKind.Unreachable or SentinelProblemKind.Lost or SentinelProblemKind.Unsettled } passing)
            {
                // Whether the sentinel is still there is decided by the traffic on the subscribed connection, not by one command.
                events.OnSnapshotFailed(passing);
                await Task.Delay(RetryAfterFailure, time, cancellation);
            }
            else
            {
                return answer.Problem!;
            }
        }
    }

    /// <summary>Whether anything was said of a master since it was last read for the snapshot: what was written may be older than that.</summary>
    private bool HasChanged()
    {
        lock (_gate)
        {
            return _changedWhileReading.Count > 0;
        }
    }

    /// <summary>Masters that changed while the snapshot was read are read again: a snapshot must never be older than a message before it.</summary>
    private async Task<SentinelSnapshot> WithLatestAsync(SentinelSnapshot snapshot, CancellationToken cancellation)
    {
        const int rounds = 5;
        for (var round = 0; round < rounds; round++)
        {
            string[] changed;
            lock (_gate)
            {
                changed = [.. _changedWhileReading];
                _changedWhileReading.Clear();
            }

            if (changed.Length == 0)
            {
                break;
            }

            var masters = snapshot.Masters.ToList();
            foreach (var (name, reading) in changed.Chunk(MostReads).SelectMany(some => some.Select(name => (Name: name, Reading: reader.ReadMasterAsync(name, cancellation))).ToArray()))
            {
                var answer = await reading;
                var at = masters.FindIndex(master => master.Name == name);
                if (answer.Problem is not null || (at < 0 && answer.Value is null))
                {
                    continue;
                }

                if (answer.Value is null)
                {
                    masters.RemoveAt(at);
                }
                else if (at < 0)
                {
                    masters.Add(answer.Value);
                }
                else
                {
                    var old = masters[at];
                    masters[at] = answer.Value with { QuorumCheck = old.QuorumCheck, Replicas = old.Replicas, Sentinels = old.Sentinels };
                }
            }

            snapshot = snapshot with { Masters = masters };
        }

        return snapshot;
    }

    private async Task WaitForNextAsync(TimeSpan took, CancellationToken cancellation)
    {
        var regular = SnapshotPace.Of(cluster.SnapshotInterval, reader.Names.Count) * (0.9 + (random.NextDouble() * 0.2));
        try
        {
            // Not on a stroke of the clock: chance keeps the sentinels from being read all at once.
            await _snapshotWanted.Reader.WaitToReadAsync(cancellation).AsTask().WaitAsync(regular, SteadyClock.WallOf(time), cancellation);
        }
        catch (TimeoutException)
        {
            return;
        }

        var rest = took * RestPerSnapshot;
        await Task.Delay(rest > Debounce ? rest < regular ? rest : regular : Debounce, time, cancellation);
    }

    /// <summary>One of the two connections may die alone, and the other says nothing about it: each has to answer for itself.</summary>
    private async Task<SentinelProblem> StayInTouchAsync(
        Func<Task> ping, Func<long> lastTraffic, Action touch, Func<TimeSpan, SentinelProblem> silent, CancellationToken cancellation)
    {
        var limit = cluster.SilenceLimit;
        while (true)
        {
            var quiet = time.GetElapsedTime(lastTraffic());
            if (quiet >= limit)
            {
                return silent(limit);
            }

            try
            {
                await ping().WaitAsync(limit - quiet, time, cancellation);
                touch();
            }
            catch (TimeoutException)
            {
                // Messages may have come meanwhile; the next round decides.
                continue;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                return RedisFailure.ProblemOf(failure);
            }

            await Task.Delay(limit / 3, time, cancellation);
        }
    }

    private void Touch()
    {
        Interlocked.Exchange(ref _lastTraffic, time.GetTimestamp());
        events.OnTraffic(time.GetUtcNow());
    }
}
